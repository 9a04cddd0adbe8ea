/** One unit that stands for a whole file: header comment, imports and every symbol. It knows units, not trees. */
import type { Call, Import, Unit } from '../types.ts';
import type { Lines } from './lines.ts';
import type { Definition } from './outline.ts';

const MAX_BODY = 6000;
const MAX_SYMBOLS = 4000;
/** Shorter heads than this say nothing beyond the name. */
const MIN_HEAD = 20;

export interface FileParts {
  readonly path: string;
  /** The module or package declaration. */
  readonly signature: string;
  readonly doc: string;
  readonly imports: readonly Import[];
  readonly definitions: readonly Pick<Definition, 'name' | 'scope' | 'signature'>[];
  /** Bits of code too small for a window. */
  readonly loose: readonly string[];
  /** Calls outside every other unit. */
  readonly calls: readonly Call[];
}

export function skeletonOf(
  text: string,
  lines: Lines,
  { path, signature, doc, imports, definitions, loose, calls }: FileParts,
): Unit {
  const own = [...symbolLines(definitions), ...loose].join('\n');
  const body = [importLine(imports, MAX_BODY - own.length), own].filter((line) => line !== '').join('\n');
  return {
    ...{ kind: 'skeleton', name: stemOf(path), scope: [], signature, doc, body, calls, bases: [], exported: true },
    startLine: 1,
    endLine: text.endsWith('\n') ? lines.count - 1 : lines.count,
    start: 0,
    end: text.length,
    ...{ part: 0, parts: 1 },
  };
}

export function stemOf(path: string): string {
  const file = path.slice(path.lastIndexOf('/') + 1);
  return file.replace(/(?!^)\.[^.]*$/, '');
}

function importLine(imports: readonly Import[], limit: number): string {
  if (imports.length === 0) return '';
  const modules = new Set(imports.map(({ module, names }) => (names.length > 0 ? `${module} (${names.join(' ')})` : module)));
  return `imports ${[...modules].join(', ')}`.slice(0, limit);
}

/** `scope.name: head` for every symbol; heads shrink, then scopes go, then symbols are sampled evenly, until all of it fits. */
function symbolLines(definitions: FileParts['definitions']): readonly string[] {
  const named = definitions.filter(({ name }) => name !== '');
  const paths = named.map(({ scope, name }) => [...scope, name].join('.'));
  const room = MAX_SYMBOLS - sum(paths.map((path) => path.length + 1));
  if (room >= 0) {
    const head = Math.floor(room / Math.max(1, named.length));
    return named.map(({ signature }, i) => (head < MIN_HEAD ? paths[i] : withHead(paths[i], signature, head)));
  }
  const names = [...new Set(named.map(({ name }) => name))];
  const every = Math.max(1, sum(names.map((name) => name.length + 1)) / MAX_SYMBOLS);
  const kept = Math.floor(names.length / every);
  return [Array.from({ length: kept }, (_, i) => names[Math.floor(i * every)]).join(' ')];
}

function withHead(path: string, signature: string, head: number): string {
  return signature === '' ? path : `${path}: ${signature.slice(0, head - 2)}`;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
