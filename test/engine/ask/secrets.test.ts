import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { countMasked, MASK, maskKeyBlocks, maskSecrets } from '../../../src/engine/ask/secrets.ts';

/** Written in two pieces, so that no scanner takes this file for a leak. */
const GITHUB = `ghp_${'16C7e42F292c6912E7710c838347Ae178B4a'}`;
const AWS = `wJalr8XU2nFEMI7K7MDENG${'bPxRfiCYzQ4tLp9W2s'}`;
const JWT = `eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.${'eyJzdWIiOiIxMjM0NTY3ODkwIn0'}.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U`;
const RANDOM = 'q7Zr2Vx9Lm4Kp8Ts6Wd3';
const KEY = [
  '-----BEGIN RSA PRIVATE KEY-----',
  ...Array(6).fill('MIIEpAIBAAKCAQEA75tX0ne7r5UvUIdHwqmjPQ8bLk1uBzj3yYqX'),
  '-----END RSA PRIVATE KEY-----',
];

const check = (text: string, expected: string, path = 'a.ts') =>
  assert.equal(maskSecrets(text, path), expected.replaceAll('§', MASK));
const masks = (name: string, text: string, expected: string, path?: string) =>
  test(`masked: ${name}`, () => check(text, expected, path));
const keeps = (text: string, path = 'a.ts') => test(`kept: ${text}`, () => assert.equal(maskSecrets(text, path), text));

masks('a GitHub token', `const t = '${GITHUB}';`, "const t = '§';");
masks('an AWS key', `aws_secret_access_key = ${AWS}`, '§', 'aws/config.ini');
masks('a JSON Web Token', `curl -H "X-Auth: ${JWT}"`, 'curl -H "X-Auth: §"');
masks('a bearer token', `Authorization: Bearer ${RANDOM}a1b2`, 'Authorization: Bearer §');
masks('a key by its name', `const apiKey = "${RANDOM}";`, 'const apiKey = "§";');
masks('a key in an object', `{ client_secret: '${RANDOM}' }`, "{ client_secret: '§' }");
masks('a key in JSON', `{"authToken": "${RANDOM}"}`, '{"authToken": "§"}');
masks('a key behind a type', `const char* API_KEY = "${RANDOM}";`, 'const char* API_KEY = "§";', 'a.c');
masks('a key given to a function in Go', `Token := "${RANDOM}"`, 'Token := "§"', 'a.go');
masks('a password that a person chose', `password = "Tr0ub4dor&3"`, 'password = "§"', 'a.py');
masks('a password with digits', `db_password: 'sunny4day9x'`, "db_password: '§'");
masks('a password in a settings file', 'DB_PASSWORD=s3cr3tP4ss\nUSER=me', 'DB_PASSWORD=§\nUSER=me', '.env.production');
masks('a password in YAML', 'db:\n  password: s3cr3tP4ss # ours', 'db:\n  password: § # ours', 'values.yaml');
masks('the password of an address', 'postgres://app:pg9Secret7x@db.internal:5432/shop', '§');
masks('the password of an address of another kind', 'amqp://app:pg9Secret7x@mq:5672', 'amqp://app:§@mq:5672');
/** Random characters of an alphabet, always the same. */
function drawn(length: number, alphabet: string): string {
  let state = 2463534242;
  const next = () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return Math.abs(state) % alphabet.length;
  };
  return Array.from({ length }, () => alphabet[next()]).join('');
}
const [HEX, WORD, UPPER] = [
  '0123456789abcdef',
  'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz0123456789',
  'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567',
];
const tokens: Readonly<Record<string, string>> = {
  'of AWS': `AKIA${drawn(16, UPPER)}`,
  'of Alibaba Cloud': `LTAI${drawn(20, WORD)}`,
  'of Tencent Cloud': `AKID${drawn(32, WORD)}`,
  'of Google': `GOCSPX-${drawn(28, WORD)}`,
  'of DigitalOcean': `dop_v1_${drawn(64, HEX)}`,
  'of Twilio': `SK${drawn(32, HEX)}`,
  'of Mailgun': `key-${drawn(32, HEX)}`,
  'of SendGrid': `SG.${drawn(22, WORD)}.${drawn(43, WORD)}`,
  'of PyPI': `pypi-${drawn(80, WORD)}`,
  'of Anthropic': `sk-ant-api03-${drawn(90, WORD)}`,
  'of an OpenAI project': `sk-proj-${drawn(60, WORD)}`,
  'of OpenRouter': `sk-or-v1-${drawn(64, HEX)}`,
  'of Hugging Face': `hf_${drawn(34, WORD)}`,
  'of Perplexity': `pplx-${drawn(48, WORD)}`,
  'of xAI': `xai-${drawn(80, WORD)}`,
  'of Replicate': `r8_${drawn(37, WORD)}`,
  'of Vault': `hvs.${drawn(24, WORD)}`,
  'of Terraform': `${drawn(14, WORD)}.atlasv1.${drawn(64, WORD)}`,
  'of Telegram': `123456789:AA${drawn(33, WORD)}`,
  'of Sentry': `sntrys_${drawn(60, WORD)}`,
  'of age': `AGE-SECRET-KEY-1${drawn(58, UPPER)}`,
};
for (const [whose, token] of Object.entries(tokens))
  masks(`a token ${whose}, whatever it is called`, `connect("${token}"); // ${token}`, 'connect("§"); // §');

masks('a private key', `const key = \`${KEY.join('\n')}\`;`, `const key = \`${'§\n'.repeat(7)}§\`;`);
masks('a private key on one line', `key: "${KEY.join('\\n')}"`, 'key: "§"');
test('a private key without its end', () => {
  const text = KEY.slice(0, 5).join('\n');
  assert.ok(!maskSecrets(text, 'a.ts').includes('MIIE'));
});

for (const code of [
  'const key = "AKIAIOSFODNN7EXAMPLE";',
  'password = getPassword()',
  'token: string',
  'const token = tokens[i + 1];',
  "password: 'password'",
  'const PASSWORD_FIELD = "user_password";',
  "if (key === 'api_key') return secret;",
  'export const SECRET_NAME = "database.password.primary";',
  "t('errors.token.expired')",
  'token = "access_token"',
  "const tokenUrl = 'https://login.example.com/oauth2/v2.0/token';",
  `password: "$\{DB_PASSWORD}"`,
  'api_key = "<your-api-key>"',
  'secret: "xxxxxxxxxxxx"',
  'String token = "TOKEN_TYPE_2";',
  "tokenizer = 'gpt2-medium'",
  'char *password = argv[2];',
  "label: 'Password (optional)'",
  'sha256 = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"',
  'https://user:password@example.com/',
  'git clone https://host:8080/path@v2',
  'Use -----BEGIN PRIVATE KEY----- to begin a block, as described below in words.',
])
  keeps(code);
keeps(`password: $\{{ secrets.NPM_PASSWORD }}`, 'ci.yaml');
keeps('token: string', 'openapi.yaml');

test('the line structure stays', () => {
  const text = `one\n${KEY.join('\r\n')}\nlast`;
  assert.equal(maskSecrets(text, 'a').split('\n').length, text.split('\n').length);
  assert.ok(maskSecrets(text, 'a').endsWith('\nlast'));
});
test('a key block is one secret', () => assert.equal(countMasked(maskSecrets(KEY.join('\n'), 'a')), 1));
test('two secrets on two lines are two', () =>
  assert.equal(countMasked(maskSecrets(`a = '${GITHUB}'\nb = '${GITHUB}'`, 'a.py')), 2));
test('a text without secrets has none', () => assert.equal(countMasked('password = read()'), 0));
test('key blocks alone', () => {
  const text = `${KEY.join('\n')}\napiKey = "${RANDOM}"`;
  assert.ok(maskKeyBlocks(text).includes(RANDOM) && !maskKeyBlocks(text).includes('MIIE'));
});
test('masking twice changes nothing more', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(GITHUB, JWT, KEY.join('\n'), 'password="a1b2c3d4"', ' x ', '\n', '"'), { maxLength: 8 }),
      (parts) => {
        const once = maskSecrets(parts.join(''), 'a.ts');
        assert.equal(maskSecrets(once, 'a.ts'), once);
      },
    ),
  );
});
