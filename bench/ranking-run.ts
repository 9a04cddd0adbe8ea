/** Annotated questions asked of indexed repositories, with any of the ranker's signals left out. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { embedText } from '../src/engine/embed/bag.ts';
import type { StaticModel } from '../src/engine/embed/static-model.ts';
import { analyseQuestion } from '../src/engine/retrieve/question.ts';
import { rankFiles } from '../src/engine/retrieve/rank.ts';
import { Searcher } from '../src/engine/retrieve/searcher.ts';
import type { Without } from '../src/engine/retrieve/signals.ts';
import type { Translations } from '../src/engine/retrieve/translate.ts';
import { isIdeograph } from '../src/engine/text/words.ts';
import { ndcg, type Scored } from './ranking-score.ts';
import { openBenchEngine, openSnapshot, scannerOver } from './workspace.ts';

/** As repos.json has it. */
interface Repository {
  readonly name: string;
  readonly language: string;
  /** Folder that is indexed, '' for all. */
  readonly root: string;
}

/** As an annotation file has it, one array per repository. */
interface Annotation {
  readonly query: string;
  readonly relevant: readonly Target[];
  readonly secondary?: readonly Target[];
  readonly category?: string;
}

type Target = string | { readonly path: string };

const pathOf = (target: Target) => (typeof target === 'string' ? target : target.path);

export interface AskedRepository extends Repository {
  readonly searcher: Searcher;
  readonly questions: readonly Annotation[];
}

export interface RankingPlaces {
  /** A folder per repository. */
  readonly sources: string;
  /** A file per repository, and repos.json in it or beside it. */
  readonly annotations: string;
  /** Where indexes go. */
  readonly home: string;
}

const isFileOf = (name: string) => (file: string) => file === `${name}.json`;

/** Repositories that have both sources and questions, indexed. */
export async function openRepositories({ sources, annotations, home }: RankingPlaces): Promise<readonly AskedRepository[]> {
  const files = readdirSync(annotations);
  const asked: AskedRepository[] = [];
  for (const repository of listed(annotations)) {
    const root = join(sources, repository.name, repository.root);
    if (!files.some(isFileOf(repository.name)) || !existsSync(root)) continue;
    const engine = await openBenchEngine({ root, home });
    await engine.index();
    await engine.close();
    const snapshot = await openSnapshot({ root, home });
    const questions = readJson<Annotation[]>(join(annotations, `${repository.name}.json`));
    asked.push({ ...repository, questions, searcher: new Searcher(snapshot, scannerOver(snapshot)) });
  }
  return asked;
}

function listed(annotations: string): readonly Repository[] {
  const places = [annotations, join(annotations, '..')].map((folder) => join(folder, 'repos.json'));
  const found = places.find((place) => existsSync(place));
  if (found === undefined) throw new Error(`No repos.json in or beside ${annotations}.`);
  return readJson<Repository[]>(found);
}

const readJson = <T>(path: string): T => JSON.parse(readFileSync(path, 'utf8')) as T;

export interface Reader {
  readonly model: StaticModel;
  readonly translations: Translations;
}

/** Every question once, in the same order at every call. */
export function askAll(repositories: readonly AskedRepository[], reader: Reader, without: Without): readonly Scored[] {
  return repositories.flatMap((repository) =>
    repository.questions.map((question) => ({
      repository: repository.name,
      language: repository.language,
      category: question.category ?? 'semantic',
      score: scoreOf(repository, question, reader, without),
    })),
  );
}

const LIMIT = 10;

function scoreOf({ searcher, root }: AskedRepository, asked: Annotation, reader: Reader, without: Without): number {
  const chinese = [...asked.query].some((char) => isIdeograph(char.charCodeAt(0)));
  const question = analyseQuestion(asked.query.replace(/\s+/g, ' '), chinese ? reader.translations : undefined, without);
  const vector = embedText(reader.model, question.embedded, 'question');
  const { files } = rankFiles(question, vector, searcher, LIMIT, () => true, without);
  const found = files.map(({ file }) => join(root, searcher.snapshot.pathOfFile(file)));
  return ndcg(found, [...asked.relevant, ...(asked.secondary ?? [])].map(pathOf));
}
