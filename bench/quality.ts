/**
 * Search quality without labels: functions are asked for by the first sentence of their documentation, in an index from
 * which that documentation was taken out. See docs/bench.md for what the figures can and cannot say.
 */
import type { Engine } from '../src/engine/engine.ts';
import { Library } from '../src/engine/index/library.ts';
import type { Snapshot } from '../src/engine/index/snapshot.ts';
import { openEngine } from '../src/engine/open.ts';
import { type CodeParser, openParser } from '../src/engine/parse/parser.ts';
import type { Files } from '../src/engine/ports.ts';
import type { Unit, UnitKind } from '../src/engine/types.ts';
import { openHasher } from '../src/node/hasher.ts';
import { loadShippedModel, loadTranslations, shippedGrammars } from '../src/node/shipped.ts';
import { inlineDigester, MemoryStore } from '../test/support/memory-ports.ts';
import { onDemand } from '../test/support/model.ts';
import { blanked, docSpans, type Span } from './comments.ts';
import { sample } from './measure.ts';
import { type OneSided, openOneSided } from './one-sided.ts';
import { questionOf } from './questions.ts';
import { type Found, type Ranks, ranksOf, type Score, scoreOf, scoresByLanguage } from './scores.ts';
import { type CodeFile, codeFiles, type Place, silent, workspaceFiles } from './workspace.ts';

const MOST_FUNCTIONS = 300;
/** Ranks below this count as not found. */
const DEPTH = 100;

export interface QualityResult {
  readonly functions: number;
  /** Documented functions there were to choose from. */
  readonly candidates: number;
  /** Left out because the index still held documentation of them. */
  readonly leaked: number;
  readonly all: Score;
  readonly byLanguage: Readonly<Record<string, Score>>;
  /** The same questions answered by one side alone, without any other signal. */
  readonly dense: Score;
  readonly sparse: Score;
}

/** A function, its file, and the sentence by which it is asked for. */
interface Target {
  readonly path: string;
  readonly language: string;
  readonly unit: Unit;
  /** Of the whole function. */
  readonly endLine: number;
  readonly question: string;
  /** The words of its documentation. */
  readonly spans: readonly Span[];
}

/** Undefined where nothing is documented in sentences. */
export async function measureQuality(place: Place): Promise<QualityResult | undefined> {
  const [files, parser] = [await workspaceFiles(place), await openParser(shippedGrammars)];
  const candidates = askedOnce(await targetsIn(parser, await codeFiles(files)));
  const chosen = sample(candidates, MOST_FUNCTIONS);
  if (chosen.length === 0) return undefined;
  const index = await indexWithout(place, files, parser, chosen);
  const targets = chosen.filter((target) => isGone(index.snapshot, target));
  const ranks: Record<'all' | 'dense' | 'sparse', Ranks[]> = { all: [], dense: [], sparse: [] };
  for (const target of targets) {
    const { hits } = await index.engine.search({ text: target.question, limit: DEPTH });
    ranks.all.push(ranksIn(target, hits));
    ranks.dense.push(ranksIn(target, index.oneSided.dense(target.question, DEPTH)));
    ranks.sparse.push(ranksIn(target, index.oneSided.sparse(target.question, DEPTH)));
  }
  await index.engine.close();
  return {
    functions: targets.length,
    candidates: candidates.length,
    leaked: chosen.length - targets.length,
    all: scoreOf(ranks.all),
    byLanguage: scoresByLanguage(ranks.all),
    dense: scoreOf(ranks.dense),
    sparse: scoreOf(ranks.sparse),
  };
}

async function targetsIn(parser: CodeParser, code: readonly CodeFile[]): Promise<readonly Target[]> {
  const targets: Target[] = [];
  for (const { path, language, text } of code) {
    const { units } = await parser.parse(path, text);
    for (const unit of units) {
      const question = isFunction(unit) ? questionOf(unit.doc, unit.name) : undefined;
      const spans = question && docSpans(text, unit);
      if (question && spans)
        targets.push({ path, language: language.id, unit, endLine: lastLineOf(unit, units), question, spans });
    }
  }
  return targets;
}

const FUNCTIONS: ReadonlySet<UnitKind> = new Set(['function', 'method', 'constructor']);

/** A long function counts once, by its first part. */
function isFunction({ kind, part }: Unit): boolean {
  return FUNCTIONS.has(kind) && part === 0;
}

function lastLineOf(first: Unit, units: readonly Unit[]): number {
  const isLast = ({ name, part, start }: Unit) => name === first.name && part === first.parts - 1 && start >= first.start;
  return units.find(isLast)?.endLine ?? first.endLine;
}

/** What documents two functions asks for neither. */
function askedOnce(targets: readonly Target[]): readonly Target[] {
  const times = new Map<string, number>();
  for (const { question } of targets) times.set(question, (times.get(question) ?? 0) + 1);
  return targets.filter(({ question }) => times.get(question) === 1);
}

interface Index {
  readonly engine: Engine;
  readonly snapshot: Snapshot;
  readonly oneSided: OneSided;
}

/** An index in memory over the workspace less the targets' documentation. */
async function indexWithout({ root }: Place, files: Files, parser: CodeParser, targets: readonly Target[]): Promise<Index> {
  const [hash, model] = await Promise.all([openHasher(), loadShippedModel()]);
  const store = new MemoryStore();
  const edited = withoutComments(files, targets);
  const engine = openEngine(root, {
    ...{ store, hash, model: onDemand(model), log: silent, now: Date.now, translations: loadTranslations },
    files: edited,
    digester: inlineDigester(edited, parser, model, hash),
  });
  await engine.index();
  const snapshot = await new Library({ store, hash, log: silent, embedder: model.id }).open();
  return { engine, snapshot, oneSided: openOneSided(snapshot, model) };
}

function withoutComments(files: Files, targets: readonly Target[]): Files {
  const byPath = new Map<string, Target[]>();
  for (const target of targets) byPath.set(target.path, [...(byPath.get(target.path) ?? []), target]);
  return {
    list: (signal) => files.list(signal),
    stat: (paths) => files.stat(paths),
    read: async (path) => {
      const content = await files.read(path);
      const spans = byPath.get(path)?.flatMap((target) => target.spans);
      return content.kind === 'text' && spans ? { ...content, text: blanked(content.text, spans) } : content;
    },
  };
}

/** True where the index knows the function and no documentation of it. */
function isGone(snapshot: Snapshot, { path, unit }: Target): boolean {
  const found = snapshot.unitsOfFile(path).map((id) => snapshot.unit(id));
  return found.find(({ name, startLine }) => name === unit.name && startLine === unit.startLine)?.doc === '';
}

function ranksIn({ path, language, unit, endLine }: Target, hits: readonly Found[]): Ranks {
  const { scope, name, startLine } = unit;
  return { language, ...ranksOf({ path, symbol: [...scope, name].join('.'), startLine, endLine }, hits) };
}
