/** The built-in embedding alone: how fast it loads, and how many functions it embeds on one core, next to parsing them. */
import { addAngles } from '../src/engine/embed/angles.ts';
import { normaliseLength, TokenBag } from '../src/engine/embed/bag.ts';
import type { StaticModel } from '../src/engine/embed/static-model.ts';
import { Lexicon } from '../src/engine/index/lexicon.ts';
import { angleTexts, callersByName, companyOf, modulesByName } from '../src/engine/index/unit-words.ts';
import { openParser } from '../src/engine/parse/parser.ts';
import { forEachWord, normalise } from '../src/engine/text/words.ts';
import { ANGLES, type Angle } from '../src/engine/types.ts';
import { loadShippedModel, shippedGrammars } from '../src/node/shipped.ts';
import { alternated, median, medianRatio, shuffled, timed } from './measure.ts';
import { openBareParser, parseAll, prepare } from './parse-only.ts';
import { type CodeFile, codeFiles, type Place, workspaceFiles } from './workspace.ts';

/** Enough for a second's work. */
const MOST_BYTES = 3_000_000;

export interface EmbeddingResult {
  readonly loadMs: number;
  readonly functions: number;
  readonly functionsPerSecond: number;
  /** Embedding the units of some files ÷ parsing those files, both warm and on one core. */
  readonly overParsing: number;
}

type AngleTexts = Readonly<Record<Angle, string>>;

/** Undefined where nothing is read by grammar. */
export async function measureEmbedding({ place, runs }: { place: Place; runs: number }): Promise<EmbeddingResult | undefined> {
  const model = await timed(() => loadShippedModel());
  const code = someOf(await codeFiles(await workspaceFiles(place)));
  const texts = await textsOf(code);
  if (texts.length === 0) return undefined;
  const prepared = code.map(prepare);
  const parser = await openBareParser();
  await parser.load(new Set(prepared.map(({ grammar }) => grammar)));
  const embedder = openUnitEmbedder(model.value);
  const embed = async () => (await timed(() => texts.forEach(embedder))).ms;
  const parse = async () => (await timed(() => parseAll(parser, prepared))).ms;
  await embed();
  await parse();
  const { first, second } = await alternated(runs, embed, parse);
  return {
    loadMs: model.ms,
    functions: texts.length,
    functionsPerSecond: texts.length / (median(first) / 1000),
    overParsing: medianRatio(first, second),
  };
}

function someOf(code: readonly CodeFile[]): readonly CodeFile[] {
  let bytes = 0;
  return shuffled(code).filter((file) => {
    bytes += file.bytes;
    return bytes <= MOST_BYTES;
  });
}

/** What each unit gives to each angle, as the index reads it. */
async function textsOf(code: readonly CodeFile[]): Promise<readonly AngleTexts[]> {
  const parser = await openParser(shippedGrammars);
  const texts: AngleTexts[] = [];
  for (const { path, text } of code) {
    const parsed = await parser.parse(path, text);
    const [callers, modules] = [callersByName(parsed.units), modulesByName(parsed)];
    for (const unit of parsed.units) texts.push(angleTexts(unit, path, companyOf(unit, callers, modules)));
  }
  return texts;
}

/** Four bags of tokens, their vectors, and the vector of all: what indexing does for each unit. */
function openUnitEmbedder(model: StaticModel): (texts: AngleTexts) => void {
  const lexicon = new Lexicon(model);
  const bag = new TokenBag(model);
  const angles = Object.fromEntries(ANGLES.map((angle) => [angle, new Float32Array(model.dimensions)])) as Record<
    Angle,
    Float32Array
  >;
  const whole = new Float32Array(model.dimensions);
  return (texts) => {
    for (const angle of ANGLES) {
      forEachWord(normalise(texts[angle]), (word) => bag.add(lexicon.entry(word).tokens));
      bag.drainInto(angles[angle], 'code');
    }
    addAngles(whole, angles);
    normaliseLength(whole);
  };
}
