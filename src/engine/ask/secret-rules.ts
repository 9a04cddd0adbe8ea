/**
 * What looks like a secret. Keys and tokens whose form gives them away are known by secretlint's rules; passwords and keys
 * that are recognised by the name they are assigned to, by ours. It knows text and no meaning: a rule that ordinary code
 * would break often is not here.
 */
import { rules } from '@secretlint/secretlint-rule-preset-recommend';

/** Offsets of the first character and of the one after the last. */
export type Range = readonly [start: number, end: number];

export function likelySecrets(text: string, path: string): readonly Range[] {
  return [
    ...keyBlocks(text),
    ...known(text, path),
    ...byForm(text),
    ...passwordsInAddresses(text),
    ...assigned(text, QUOTED, isLikelyValue),
    ...(SETTINGS_FILE.test(path) ? assigned(text, UNQUOTED, isLikelyValue) : []),
  ];
}

export function isInKeyBlock(text: string): boolean {
  return text.includes('PRIVATE KEY');
}

/** PEM and PGP blocks, on many lines or on one with `\n`; up to the end of the text where the block's end is not there. */
const KEY_BLOCK =
  /-----BEGIN (?:[A-Z0-9]+ ){0,3}PRIVATE KEY(?: BLOCK)?-----((?:[^-]|-(?!----)){20,}?)(?=-----END (?:[A-Z0-9]+ ){0,3}PRIVATE KEY|$(?![\s\S]))/g;
/** A key's body has nothing else in it; prose that speaks of such blocks has. */
const KEY_BODY = /^(?:\s|\\[nr]|["'`+,;\\]|[A-Za-z0-9/=:.()-])+$/;
const LONGEST_KEY = 20_000;

export function keyBlocks(text: string): readonly Range[] {
  return matches(
    text,
    KEY_BLOCK,
    ([, body]) => body.length <= LONGEST_KEY && /[A-Za-z0-9+/]{20}/.test(body) && KEY_BODY.test(body),
  );
}

/** What secretlint's own runner would give a rule. */
const scanners = () => {
  const found: Range[] = [];
  const context = {
    sharedOptions: {},
    createTranslator: () => () => ({ messageId: '', message: '' }),
    report: ({ range }: { readonly range: Range }) => void found.push(range),
    ignore: () => {},
  };
  const files = rules
    .filter((rule) => rule.meta.type === 'scanner' && rule.meta.supportedContentTypes.includes('text'))
    // biome-ignore lint/suspicious/noExplicitAny: each rule has a type of options of its own, and all take none.
    .map((rule) => (rule.create as any)(context, {}).file as (source: object) => void);
  return { found, files };
};

function known(text: string, path: string): readonly Range[] {
  const { found, files } = scanners();
  const source = { content: text, filePath: path, ext: path.slice(path.lastIndexOf('.')), contentType: 'text', hasBOM: false };
  for (const file of files) file?.(source);
  return found;
}

/** Tokens that secretlint leaves to its users: JSON Web Tokens, keys of payment and map services, bearer tokens in headers. */
const FORMS: readonly RegExp[] = [
  /\b(eyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]{8,})/g,
  /\b((?:sk|rk)_live_[0-9A-Za-z]{16,})/g,
  /\b(AIza[\w-]{35})(?![\w-])/g,
  /\b(sk-[0-9A-Za-z]{32,})\b/g,
  /\bBearer\s+([\w.~+/-]{20,}=*)/g,
  /\bBasic\s+([A-Za-z0-9+/]{16,}={0,2})(?![\w+/])/g,
];

/** Forms that nothing else has, so that a token needs no digits here and there: clouds, package registries, language models, chats. */
const OWN_FORMS: readonly RegExp[] = [
  /\b(A(?:KIA|SIA)[A-Z2-7]{16})\b/g,
  /\b(LTAI[0-9A-Za-z]{16,20})\b/g,
  /\b(AKID[0-9A-Za-z]{32})\b/g,
  /\b(GOCSPX-[\w-]{28})(?![\w-])/g,
  /\bAccountKey=([0-9A-Za-z+/]{80,90}==)/g,
  /[?&]sig=([0-9A-Za-z%]{43,60})/g,
  /\b(do[opr]_v1_[0-9a-f]{64})\b/g,
  /\b(SK[0-9a-f]{32})\b/g,
  /\b(key-[0-9a-f]{32})\b/g,
  /\b(SG\.[\w-]{16,32}\.[\w-]{40,46})(?![\w-])/g,
  /\b(pypi-[\w-]{60,})/g,
  /\b(sk-(?:ant|proj|or|svcacct|admin)-[\w-]{24,})/g,
  /\b(hf_[0-9A-Za-z]{30,40})\b/g,
  /\b(pplx-[0-9A-Za-z]{40,60})\b/g,
  /\b(xai-[0-9A-Za-z]{60,90})\b/g,
  /\b(r8_[0-9A-Za-z]{37})\b/g,
  /\b(secret_[0-9A-Za-z]{43})\b/g,
  /\b(hv[bs]\.[\w-]{24,})/g,
  /\b([0-9A-Za-z]{14}\.atlasv1\.[\w-]{60,})/g,
  /\b(\d{8,10}:AA[\w-]{33})(?![\w-])/g,
  /\b([MNO][\w-]{23,25}\.[\w-]{6}\.[\w-]{27,38})(?![\w-])/g,
  /\b(sntry[su]_[\w+/=-]{40,})/g,
  /\b(NRAK-[0-9A-Z]{27})\b/g,
  /\b(PMAK-[0-9a-f]{24}-[0-9a-f]{34})\b/g,
  /\b(AGE-SECRET-KEY-1[0-9A-Z]{58})\b/g,
];

function byForm(text: string): readonly Range[] {
  return [
    ...FORMS.flatMap((form) => matches(text, form, ([, token]) => isRandom(token))),
    ...OWN_FORMS.flatMap((form) =>
      matches(text, form, ([, token]) => !isPlaceholder(token) && entropyOf(token) >= LEAST_ENTROPY),
    ),
  ];
}

/** `scheme://user:password@host`: the password alone. */
const ADDRESS = /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:@/'"`<>]{0,80}:([^\s:@/'"`<>]{4,200})@[\w.[-]/gi;

function passwordsInAddresses(text: string): readonly Range[] {
  return matches(text, ADDRESS, ([, password]) => !isPlaceholder(password) && hasLettersAndDigits(password));
}

const SECRET_NAME =
  '(?:pass(?:word|wd|phrase)|pwd|secret|token|api[_-]?key|access[_-]?key|auth[_-]?key|private[_-]?key|secret[_-]?key|encryption[_-]?key|credential)s?';
/** A name that ends in what a secret is called, and a quoted value. */
const QUOTED = new RegExp(
  `\\b[\\w.-]{0,60}?${SECRET_NAME}["'\\]]{0,2}\\s{0,4}(?:=>|:=|[:=])\\s{0,4}(?:[brufBRUF]|String::from\\()?(["'\`])([^\\s"'\`]{6,300})\\1`,
  'gi',
);
/** The same in a settings file, to the end of the line. */
const UNQUOTED = new RegExp(
  `^[\\w.\\- \\t]{0,60}?${SECRET_NAME}\\s{0,4}[:=]\\s{0,4}(["']?)([^\\s"'#]{6,300})\\1\\s*(?:#.*)?$`,
  'gim',
);
const SETTINGS_FILE =
  /\.(?:env|ya?ml|ini|conf|cfg|cnf|properties|toml|tfvars|json5?)(?:\.\w+)?$|(?:^|\/)\.?(?:env|netrc|npmrc|pypirc)\b/i;

function assigned(text: string, form: RegExp, isSecret: (value: string, name: string) => boolean): readonly Range[] {
  return [...text.matchAll(form)].flatMap((match) => {
    const value = match[2];
    const end = match.index + match[0].lastIndexOf(value) + value.length;
    return isSecret(value, match[0]) ? [[end - value.length, end] as const] : [];
  });
}

/** People choose passwords; keys and tokens come from a machine. */
function isLikelyValue(value: string, written: string): boolean {
  if (isPlaceholder(value)) return false;
  if (/pass(?:word|wd|phrase)?s?|pwd/i.test(written.slice(0, written.length - value.length))) return isChosen(value);
  return value.length >= 12 && isRandom(value);
}

/** A word or a path is a label or a key of a table; a password has something a word has not. */
function isChosen(value: string): boolean {
  if (/^[\w.-]*[/\\]|^[a-z]+(?:[._:-][a-z]+)+$/i.test(value)) return false;
  if (/^[A-Za-z]+(?:[A-Z][a-z]*)*\d?$/.test(value) && value.length < 24)
    return /^(?=.*[a-z])(?=.*[A-Z])(?=.*\d)/.test(value) && !/^[a-z]+[A-Z]/.test(value);
  return hasLettersAndDigits(value) || /[!@#$%^&*]/.test(value);
}

const PLACEHOLDER =
  /\$\{|\{\{|\$\(|%[sdv]|%\(|<[^>]*>|\*{3}|\.{3}|…|^\$|^[{<%[]|[}>]$|^(?:x+|0+|\*+|-+|_+)$|(?:your|my|the|some|example|sample|dummy|fake|test|placeholder|change-?me|redacted|undefined|null|todo|foo|bar)[_-]?(?:$|[^a-z]|pass|pwd|secret|token|key|api)|^(?:password|passwd|secret|token|user|admin|hunter|letmein|qwerty)\W*$/i;

function isPlaceholder(value: string): boolean {
  return PLACEHOLDER.test(value) || /^(.)\1+$/.test(value) || /^https?:\/\//.test(value);
}

function hasLettersAndDigits(value: string): boolean {
  return /[A-Za-z]/.test(value) && /\d/.test(value);
}

/** Bits per character above which a text is not written by hand; English words and identifiers stay below. */
const LEAST_ENTROPY = 3.1;

function isRandom(value: string): boolean {
  if (!hasLettersAndDigits(value) || isPlaceholder(value)) return false;
  // Words joined by marks: `oauth2.token.refresh`, `Content-Type-2`.
  if (/^[A-Za-z]+\d?(?:[._:/-][A-Za-z]+\d?)+$/.test(value)) return false;
  return entropyOf(value) >= LEAST_ENTROPY && digitRuns(value) >= 2;
}

/** Digits in two places or more: a name has its number at its end. */
function digitRuns(value: string): number {
  return value.match(/\d+/g)?.length ?? 0;
}

function entropyOf(text: string): number {
  const counts = new Map<string, number>();
  for (const char of text) counts.set(char, (counts.get(char) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}

/** The first group of each match that passes. */
function matches(text: string, form: RegExp, passes: (match: RegExpMatchArray) => boolean): readonly Range[] {
  return [...text.matchAll(form)].flatMap((match) => {
    const start = (match.index as number) + match[0].indexOf(match[1]);
    return passes(match) ? [[start, start + match[1].length] as const] : [];
  });
}
