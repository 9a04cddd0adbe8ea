/**
 * How programmers shorten the words that people ask with. Written by hand from common usage in public code of many
 * languages; a handful are other words for the same thing (delete, remove). Knows English; not the index.
 */
import { stem } from '../text/stem.ts';

/** `words as asked: as written in code`, several of each. */
const TABLE = `
authentication, authorization, authenticate, authorize: auth; configuration: config cfg conf; configure, configured: config
context: ctx; connection, connections: conn; request, requests: req; response, responses: resp res; manager: mgr
directory, directories: dir; folder: dir directory; message, messages: msg; environment: env
parameter, parameters: param arg; argument, arguments: arg; initialize, initialization, initialized: init
expression, expressions: expr; statement, statements: stmt; function, functions: func fn; string: str; number: num
error, errors: err; buffer: buf; pointer: ptr; length: len; index: idx; temporary: temp tmp; iterator, iteration: iter
reference: ref; asynchronous: async; synchronization, synchronize, synchronous: sync; multiplexer, router: mux
database, databases: db; implementation: impl; execute, execution, executes: exec; allocate, allocation, allocator: alloc
transaction, transactions: tx txn; address: addr; socket: sock; header, headers: hdr; attribute, attributes: attr
property, properties: prop; utility, utilities, helper, helpers: util; library, libraries: lib; document, documentation: doc
specification: spec; application: app; terminal: tty term; password: passwd pwd; certificate, certificates: cert
dependency, dependencies: dep; package, packages: pkg; repository: repo; websocket: ws; serialize, serialization: ser
deserialize, deserialization: de; encode: enc; decode, decimal: dec; column, columns: col
operation, operations, operator: op; command, commands: cmd; process, processes: proc; character, characters: char
image: img; maximum: max; minimum: min; previous: prev; delete, deletion: remove; remove, removal: delete
exception, exceptions: error; extension, extensions: ext; descriptor: fd desc; information: info; variable, variables: var
version: ver; source: src; destination: dst dest; object: obj; block: blk; callback, callbacks: cb
generate, generation, generator: gen; calculate: calc compute; compute: calc; select: sel; evaluate, evaluation: eval
accumulate: acc; language, languages: lang; permission, permissions: perm; administrator: admin; frequency: freq
statistics: stats; definition, definitions: def; declaration, declarations: decl; keyboard: kbd; compare, comparison: cmp
concatenate: concat; memory: mem; segment: seg; sequence: seq; original: orig; hexadecimal: hex; binary: bin; boolean: bool
integer: int; interface: iface; network, networking: net; internet: inet; system: sys; windows: win; linux: unix
distribution: dist; middleware: mw; translate, internationalization: i18n; translation: i18n locale
localization: l10n locale
`;

/** Terms of two or three words with an abbreviation of their own. */
const PHRASES: readonly (readonly [RegExp, string])[] = [
  [/\bfile ?systems?\b/, 'fs'],
  [/\bweb ?sockets?\b/, 'ws'],
  [/\bserver.sent events?\b/, 'sse'],
  [/\bregular expressions?\b/, 'regex'],
  [/\bcommand.line\b/, 'cli'],
  [/\b(dynamic|shared) librar(y|ies)\b/, 'dl'],
  [/\bdependency injection\b/, 'di'],
  [/\buser interface\b/, 'ui'],
  [/\binput.?(and|\/)?.?output\b/, 'io'],
  [/\b(abstract )?syntax trees?\b/, 'ast'],
  [/\bgarbage collect\w*/, 'gc'],
  [/\bprimary keys?\b/, 'pk'],
  [/\bforeign keys?\b/, 'fk'],
  [/\bwork(ing)? directory\b/, 'cwd'],
  [/\boperating systems?\b/, 'os'],
];

const SHORT_FORMS: ReadonlyMap<string, readonly string[]> = new Map(
  TABLE.trim()
    .split(/; |\n/)
    .map((entry) => entry.split(': '))
    .flatMap(([asked, written]) =>
      asked.split(', ').map((word): [string, readonly string[]] => [word, written.split(' ').map(stem)]),
    ),
);

/** Index terms that code may have for a word of a question, in lower case. */
export function shortFormsOf(word: string): readonly string[] {
  return SHORT_FORMS.get(word) ?? [];
}

/** The same for what only several words together mean. */
export function shortFormsOfPhrases(text: string): readonly string[] {
  const lower = text.toLowerCase();
  return PHRASES.filter(([phrase]) => phrase.test(lower)).map(([, short]) => short);
}
