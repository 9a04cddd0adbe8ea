/**
 * Files without a grammar: prose, configuration, data, and languages that Parallax does not know. They become windows at
 * natural boundaries; Markdown goes by its headings, SQL by its statements. It knows text formats by name; not trees.
 */
import type { ParsedFile, Unit } from '../types.ts';
import type { ChunkLimits, CutCost } from './chunks.ts';
import { type Lines, linesOf } from './lines.ts';
import { skeletonOf } from './skeleton.ts';
import { layoutCost, windowsOf } from './windows.ts';

const EXTENSIONS_OF: Readonly<Record<string, readonly string[]>> = {
  markdown: ['.md', '.mdx', '.markdown', '.mdown', '.mkd'],
  yaml: ['.yaml', '.yml'],
  json: ['.json', '.jsonc', '.json5', '.jsonl', '.geojson', '.webmanifest'],
  toml: ['.toml'],
  ini: ['.ini', '.cfg', '.conf', '.properties', '.editorconfig'],
  sql: ['.sql', '.ddl', '.pgsql', '.plsql'],
  html: ['.html', '.htm', '.xhtml', '.erb', '.ejs', '.hbs', '.twig', '.jinja', '.jinja2', '.j2', '.heex', '.eex'],
  css: ['.css', '.scss', '.sass', '.less', '.styl'],
  xml: ['.xml', '.xsd', '.xsl', '.xslt', '.svg', '.plist', '.csproj', '.props', '.targets'],
  graphql: ['.graphql', '.gql'],
  protobuf: ['.proto'],
  hcl: ['.tf', '.hcl', '.tfvars'],
  groovy: ['.groovy', '.gradle'],
  cmake: ['.cmake'],
  make: ['.mk', '.mak'],
  assembly: ['.s', '.asm'],
  erlang: ['.erl', '.hrl'],
  fsharp: ['.fs', '.fsi', '.fsx'],
  clojure: ['.clj', '.cljs', '.cljc', '.edn'],
  lisp: ['.lisp', '.lsp', '.el', '.scm', '.rkt'],
  batch: ['.bat', '.cmd'],
};

const FILENAMES: Readonly<Record<string, string>> = {
  Dockerfile: 'docker',
  Containerfile: 'docker',
  Makefile: 'make',
  makefile: 'make',
  GNUmakefile: 'make',
  'CMakeLists.txt': 'cmake',
};

const LANGUAGE_OF_EXTENSION = new Map(
  Object.entries(EXTENSIONS_OF).flatMap(([id, extensions]) => extensions.map((extension): [string, string] => [extension, id])),
);

/** Every id that `textLanguageOf` gives. */
export const TEXT_LANGUAGES: ReadonlySet<string> = new Set([...Object.keys(EXTENSIONS_OF), ...Object.values(FILENAMES), 'text']);

/** 'text' where nothing more is known. */
export function textLanguageOf(path: string): string {
  const file = path.slice(path.lastIndexOf('/') + 1);
  const dot = file.lastIndexOf('.');
  return FILENAMES[file] ?? LANGUAGE_OF_EXTENSION.get(dot >= 0 ? file.slice(dot).toLowerCase() : '') ?? 'text';
}

export function parseText(path: string, text: string): ParsedFile {
  const language = textLanguageOf(path);
  return { language, units: unitsOfText(path, text, language), imports: [], syntaxErrors: false };
}

const NO_CALLS = { list: [], starts: [] };
/** Statements are short: a window of the usual size would hold a whole schema. */
const SQL_WINDOW: ChunkLimits = { lines: 25, chars: 1500 };

function unitsOfText(path: string, text: string, language: string): readonly Unit[] {
  const lines = linesOf(text);
  if (language === 'markdown') return markdownUnits(path, text, lines);
  const whole = { start: 0, end: text.length };
  if (language === 'sql')
    return windowsOf(text, lines, whole, { scope: [], calls: NO_CALLS }, statementEnds(text, lines), SQL_WINDOW);
  return windowsOf(text, lines, whole, { scope: [], calls: NO_CALLS });
}

/** Best behind a semicolon that ends a line. */
function statementEnds(text: string, lines: Lines): CutCost {
  const layout = layoutCost(text, lines);
  return (row) => layout(row) + (/;\s*(?:--.*)?$/.test(lineBefore(text, lines, row).slice(-LONGEST_READ)) ? 0 : 2);
}

/** The last line before a row that is not blank. */
function lineBefore(text: string, lines: Lines, row: number): string {
  let at = row - 1;
  while (at > 0 && at > row - 50 && text.slice(lines.start(at), lines.start(at + 1)).trim() === '') at--;
  return at < 0 ? '' : text.slice(lines.start(at), lines.start(at + 1)).trimEnd();
}

interface Section {
  readonly name: string;
  /** Headings above it, outermost first. */
  readonly scope: readonly string[];
  readonly start: number;
  readonly end: number;
}

function markdownUnits(path: string, text: string, lines: Lines): readonly Unit[] {
  const sections = sectionsOf(text, lines);
  const windows = sections.flatMap(({ name, scope, start, end }) =>
    windowsOf(text, lines, { start, end }, { name, scope, calls: NO_CALLS }),
  );
  const definitions = sections.filter(({ name }) => name !== '').map(({ name, scope }) => ({ name, scope, signature: '' }));
  if (definitions.length === 0) return windows;
  return [skeletonOf(text, lines, { path, signature: '', doc: '', imports: [], definitions, loose: [], calls: [] }), ...windows];
}

/** Nobody writes a longer heading or ending, and expressions that look for one take their time over an endless line. */
const LONGEST_READ = 400;

/** From each heading to the next; headings inside fenced code are none. */
function sectionsOf(text: string, lines: Lines): readonly Section[] {
  const above: { level: number; name: string }[] = [];
  const sections: Section[] = [];
  let current = { name: '', scope: [] as readonly string[], start: 0 };
  let fence = '';
  for (let row = 0; row < lines.count; row++) {
    const line = text.slice(lines.start(row), lines.start(row + 1)).slice(0, LONGEST_READ);
    const mark = /^\s{0,3}(```+|~~~+)/.exec(line)?.[1] ?? '';
    if (fence === '' ? mark !== '' : mark.startsWith(fence)) fence = fence === '' ? mark : '';
    const heading = fence === '' ? /^(#{1,6})\s+(.*?)\s*#*\s*$/.exec(line) : null;
    if (!heading) continue;
    sections.push({ ...current, end: lines.start(row) });
    while (above.length > 0 && above[above.length - 1].level >= heading[1].length) above.pop();
    const name = headingText(heading[2]);
    current = { name, scope: above.map((one) => one.name), start: lines.start(row) };
    above.push({ level: heading[1].length, name });
  }
  sections.push({ ...current, end: text.length });
  return sections;
}

/** Links and images by their text, emphasis and code marks taken off. */
function headingText(written: string): string {
  const linked = written.replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1');
  return linked
    .replace(/[*`]|<[^>]*>/g, '')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 200);
}
