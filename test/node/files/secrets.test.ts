import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isSecretName, secretIn } from '../../../src/node/files/secrets.ts';

function secret(...paths: readonly string[]) {
  for (const path of paths) assert.ok(isSecretName(path), path);
}

function harmless(...paths: readonly string[]) {
  for (const path of paths) assert.ok(!isSecretName(path), path);
}

test('environment files', () => {
  secret('.env', 'a/.env', '.env.local', '.env.production', '.ENV', 'prod.env', '.envrc');
  harmless('.env.example', '.env.sample', '.env.template', 'example.env', 'env.ts', 'environment.yml', '.env.local.example');
});

test('keys, certificates and key stores', () => {
  secret(
    'id_rsa',
    '.ssh/config',
    'tls/server.key',
    'a.pem',
    'a.p12',
    'a.pfx',
    'a.jks',
    'a.keystore',
    'a.ppk',
    'ca.CRT',
    'x.kdbx',
    'a.gpg',
  );
  harmless('key.ts', 'keys/index.ts', 'monkey.md', 'pem.go', 'keystore.java');
});

test('credentials', () => {
  secret(
    '.npmrc',
    '.pypirc',
    '.netrc',
    '.git-credentials',
    '.htpasswd',
    '.aws/credentials',
    'home/.kube/config',
    '.docker/config.json',
  );
  secret(
    'credentials.json',
    'google-credentials.json',
    'service-account.json',
    'service-account-prod.json',
    'my-service-account.json',
  );
  secret(
    'serviceAccountKey.json',
    'client_secret_1.json',
    'secrets.yaml',
    'secrets.prod.yml',
    'app.secret.toml',
    'passwords.txt',
  );
  harmless(
    'credentials.ts',
    'secrets.go',
    'secrets_test.py',
    'password-reset.json',
    'activity_password.xml',
    'credentials.example.json',
  );
  harmless('docs/secrets.md', 'secrets.schema.json', 'kube/config', 'config.json', 'secretary.json');
});

test('infrastructure state', () => {
  secret('terraform.tfstate', 'terraform.tfstate.backup', 'prod.tfvars', 'prod.tfvars.json');
  harmless('main.tf', 'example.tfvars.example', 'variables.tf');
});

const body = 'MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj';
const pem = `-----BEGIN RSA PRIVATE KEY-----\n${body}\n${body}\n-----END RSA PRIVATE KEY-----\n`;

/** @param found whether something in `text` looks like a secret */
function check(path: string, text: string, found: boolean) {
  assert.equal(secretIn(path, text) !== undefined, found, `${path}: ${text}`);
}

test('a private key makes any file a secret, but for the code of tests', () => {
  check('deploy.yaml', `key: |\n  ${pem}`, true);
  check('notes.txt', pem, true);
  check('src/config.go', `const key = \`${pem}\``, true);
  check('src/config.ts', `const key = "-----BEGIN PRIVATE KEY-----\\n${body}"`, true);
  check('x.asc', `-----BEGIN PGP PRIVATE KEY BLOCK-----\n\n${body}`, true);
  check('src/tls_test.go', `const key = \`${pem}\``, false);
  check('tests/keys.py', pem, false);
  check('tests/keys.txt', pem, true);
});

test('code that looks for keys holds none', () => {
  check(
    'src/pem.c',
    'if (!strcmp(line, "-----BEGIN RSA PRIVATE KEY-----")) return parse_private_key_of_any_kind_from(line);',
    false,
  );
  check('src/pem.c', `static const char head[] = "-----BEGIN PRIVATE KEY-----";\n/* ${'-'.repeat(60)} */`, false);
  check('a.crt.txt', `-----BEGIN CERTIFICATE-----\n${body}`, false);
});

test('tokens make a configuration file a secret', () => {
  // Put together here so that no scanner takes this file for a leak.
  const tokens = [
    'AKIA' + 'Q3EGRTUWVBNKLMPZ',
    'ghp' + '_9aZbYcXdWeVfUgThSiRjQkPlOmNnMoLpKq1R',
    'xoxb' + '-2039485761-kQpWnErTyUiO',
    'sk-' + 'q9W8e7R6t5Y4u3I2o1P0aSdFgHjKlZxCvB',
  ];
  for (const token of tokens) {
    check('config.yaml', `token: ${token}\n`, true);
    check('settings.json', `{"token": "${token}"}`, true);
    check('src/client.ts', `const token = '${token}';`, false);
  }
});

test('made-up tokens are none', () => {
  check('config.yaml', 'id: AKIAIOSFODNN7EXAMPLE\n', false);
  check('config.yaml', `token: ghp_${'x'.repeat(36)}\n`, false);
  check('config.yaml', 'name: task-management-and-scheduling-service-for-teams\n', false);
});
