/** Files with their best units, ranked by one side of the index alone: what each side is worth without the other. */
import { embedText } from '../src/engine/embed/bag.ts';
import type { StaticModel } from '../src/engine/embed/static-model.ts';
import type { Snapshot } from '../src/engine/index/snapshot.ts';
import { scoreFiles, type UnitLayout } from '../src/engine/retrieve/files.ts';
import { analyseQuestion } from '../src/engine/retrieve/question.ts';
import { SKELETON } from '../src/engine/retrieve/roles.ts';
import { Searcher } from '../src/engine/retrieve/searcher.ts';
import { scoreTerms, scoreUnits } from '../src/engine/sparse/bm25f.ts';
import { topK } from '../src/engine/vectors/top-k.ts';
import type { Found } from './scores.ts';
import { scannerOver } from './workspace.ts';

export interface OneSided {
  dense(question: string, limit: number): readonly Found[];
  sparse(question: string, limit: number): readonly Found[];
}

/** Below any cosine. */
const LEAST = -10;

export function openOneSided(snapshot: Snapshot, model: StaticModel): OneSided {
  const searcher = new Searcher(snapshot, scannerOver(snapshot));
  return {
    dense: (question, limit) => {
      const cosines = searcher.cosines(embedText(model, question, 'question'));
      const files = scoreFiles(cosines, searcher.layout, LEAST);
      return hitsOf(searcher, files, (from, to) => cosines.subarray(from, to), limit);
    },
    sparse: (question, limit) => {
      const { terms } = analyseQuestion(question, undefined);
      const { file, idf } = scoreTerms(terms, searcher.sparse, searcher.lengths);
      const units = (from: number, to: number) => scoreUnits(terms, idf, searcher.sparse, searcher.lengths, from, to);
      return hitsOf(searcher, file, units, limit);
    },
  };
}

/** Scores of the units from … to - 1. */
type UnitScores = (from: number, to: number) => Float32Array;

function hitsOf({ snapshot, layout }: Searcher, files: Float32Array, units: UnitScores, limit: number): readonly Found[] {
  const best = topK(files, limit, (file) => layout.liveFiles[file] === 1);
  return Array.from(best, (file) => hitOf(snapshot, bestUnits(file, layout, units)));
}

/** As many as a search shows of one file. */
const SHOWN = 4;

/** The skeleton stands for its file only where nothing else is in it. */
function bestUnits(file: number, { firstUnitOfFile, roles }: UnitLayout, units: UnitScores): readonly number[] {
  const from = firstUnitOfFile[file];
  const best = topK(units(from, firstUnitOfFile[file + 1]), SHOWN, (i) => roles[from + i] !== SKELETON);
  return best.length > 0 ? Array.from(best, (i) => from + i) : [from];
}

function hitOf(snapshot: Snapshot, units: readonly number[]): Found {
  const [first, ...more] = units.map((id) => {
    const { path, scope, name, startLine, endLine } = snapshot.unit(id);
    return { path, symbol: scope === '' ? name : `${scope}.${name}`, startLine, endLine };
  });
  return { ...first, more };
}
