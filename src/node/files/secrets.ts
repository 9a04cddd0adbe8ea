/**
 * What looks like a secret and is never read into the index, whatever any ignore file says.
 *
 * By name: environment files, private keys and certificates, key stores, credential files, infrastructure state.
 * By content: a file with a private key block, and a configuration file with a token of a well-known shape. Source code
 * below a test, fixture or example folder may hold a private key block: such keys are made for the test, are public with
 * it, and a person who asks about the tests expects to find them. Tokens in source code and documentation are let through,
 * because there they are nearly always made up; a configuration file with one is the real thing.
 */
import { endingOf } from './names.ts';

const NAMES = new Set(
  `.env .envrc .npmrc .pypirc .netrc _netrc .git-credentials .htpasswd .pgpass .my.cnf .mylogin.cnf .dockercfg .s3cfg .boto
  .vault-token .vault_pass .terraformrc .bash_history .zsh_history .psql_history .mysql_history .python_history
  id_rsa id_dsa id_ecdsa id_ed25519 id_ecdsa_sk id_ed25519_sk kubeconfig credentials terraform.tfstate.backup
  wallet.dat credentials.xml`.split(/\s+/),
);

const ENDINGS = new Set(
  `pem key p12 pfx p8 jks jceks keystore bks ppk crt cer der p7b p7c pkcs12 kdbx kdb agekey gpg pgp ovpn mobileprovision
  tfstate tfvars env`.split(/\s+/),
);

/** Data formats: a name such as `secrets` means values there, and something else in `secrets.go`. */
const DATA = '\\.(ya?ml|json5?|toml|ini|properties|csv|txt|conf|cfg|plist)';
const STAGE = '([-_.](dev|development|prod|production|stage|staging|live|local|test|ci|enc))?';
const PATTERNS = [
  /^\.env\..+/,
  /\.tfvars\.json$/,
  /\.tfstate\.\w+$/,
  new RegExp(`^([\\w-]+[-_.])?(secrets?|credentials?)${STAGE}${DATA}$`),
  new RegExp(`^passwords?${STAGE}${DATA}$`),
  new RegExp(`^(.+[-_.])?(service[-_]?account|client[-_]?secret|application_default_credentials)([-_]?key)?([-_.].+)?${DATA}$`),
];

/** Folders in which some name is a secret that is harmless elsewhere. */
const IN_FOLDER =
  /(^|\/)(\.aws\/(credentials|config)|\.kube\/config|\.docker\/config\.json|\.ssh\/.+|\.gnupg\/.+|\.config\/gcloud\/.+)$/;

/** Made to be filled in or read by people. */
const HARMLESS = /[._-](example|sample|template|tmpl|dist|defaults?|schema|md)(\.\w+)?$|^(example|sample|template)\.env$/;

export function isSecretName(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  if (IN_FOLDER.test(path)) return true;
  if (!NAMES.has(name) && !ENDINGS.has(endingOf(name)) && !PATTERNS.some((pattern) => pattern.test(name))) return false;
  return !HARMLESS.test(name);
}

/** What of `text` looks like a secret, in words; undefined where nothing does. */
export function secretIn(path: string, text: string): string | undefined {
  if (hasPrivateKey(text) && !isTestCode(path)) return 'it holds a private key';
  return CONFIGURATION.has(endingOf(path.toLowerCase())) && hasToken(text) ? 'it holds an access token' : undefined;
}

const CONFIGURATION = new Set(
  `yaml yml json json5 jsonc toml ini properties conf cfg config xml plist tf hcl env txt log npmrc yarnrc service`.split(/\s+/),
);
const CODE = new Set(
  `c h cc cpp cxx hpp hh m mm cs go rs zig java kt kts scala swift dart py rb php pl r js jsx mjs cjs ts tsx vue svelte lua sh bash ps1 ex
  exs hs ml jl sql`.split(/\s+/),
);
const TEST_PLACE = /(^|[/._-])(tests?|specs?|fixtures?|testdata|examples?|samples?|mocks?|__tests__|e2e)([/._-]|$)/i;

const KEY_BLOCK = /-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----/g;
/** A line of base64: 40 characters without upper case, lower case and digits together would be a name or a rule of dashes. */
const BASE64_RUN = /(?=[A-Za-z0-9+/]*[A-Z])(?=[A-Za-z0-9+/]*[a-z])(?=[A-Za-z0-9+/]*\d)[A-Za-z0-9+/]{40}/;

/** The head line alone is what code that reads keys looks for; a key has its content after it. */
function hasPrivateKey(text: string): boolean {
  if (!text.includes('PRIVATE KEY')) return false;
  for (const block of text.matchAll(KEY_BLOCK)) {
    const start = block.index + block[0].length;
    if (BASE64_RUN.test(text.slice(start, start + 400))) return true;
  }
  return false;
}

function isTestCode(path: string): boolean {
  return CODE.has(endingOf(path.toLowerCase())) && TEST_PLACE.test(path);
}

/** As their makers document them: AWS, GitHub, GitLab, Slack, OpenAI, Anthropic, Google, Stripe, npm, PyPI, SendGrid, Hugging Face. */
const TOKEN = new RegExp(
  [
    '(?:AKIA|ASIA)[0-9A-Z]{16}',
    'gh[pousr]_[A-Za-z0-9]{36}',
    'github_pat_[A-Za-z0-9_]{60,}',
    'glpat-[A-Za-z0-9_-]{20}',
    'xox[abposr]-[A-Za-z0-9-]{10,}',
    'sk-(?:proj-|ant-)?[A-Za-z0-9_-]{32,}',
    'AIza[0-9A-Za-z_-]{35}',
    '[sr]k_live_[0-9A-Za-z]{20,}',
    'npm_[A-Za-z0-9]{36}',
    'pypi-AgEIcHlwaS5vcmc[A-Za-z0-9_-]{50,}',
    'SG\\.[A-Za-z0-9_-]{22}\\.[A-Za-z0-9_-]{43}',
    'hf_[A-Za-z0-9]{34}',
  ]
    .map((shape) => `(?<![A-Za-z0-9_-])${shape}(?![A-Za-z0-9])`)
    .join('|'),
  'g',
);

function hasToken(text: string): boolean {
  for (const [token] of text.matchAll(TOKEN)) if (!isMadeUp(token)) return true;
  return false;
}

/** Documentation writes `AKIAIOSFODNN7EXAMPLE` and `ghp_xxxxxxxx…`. */
function isMadeUp(token: string): boolean {
  return /EXAMPLE|(.)\1{5}|0123456|1234567|abcdef/i.test(token);
}
