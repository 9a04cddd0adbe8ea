/** Files with their best units, ranked by one side of the index alone: what each side is worth without the other. */
import { embedText } from '../src/engine/embed/bag.ts';
import type { StaticModel } from '../src/engine/embed/static-model.ts';
import type { Snapshot } from '../src/engine/index/snapshot.ts';
import { scoreFiles } from '../src/engine/retrieve/files.ts';
import { analyseQuestion } from '../src/engine/retrieve/question.ts';
import { SKELETON } from '../src/engine/retrieve/roles.ts';
import { Searcher } from '../src/engine/retrieve/searcher.ts';
import { scoreTerms } from '../src/engine/sparse/bm25f.ts';
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
      return hitsOf(searcher, scoreFiles(cosines, searcher.layout, LEAST), cosines, limit);
    },
    sparse: (question, limit) => {
      const { file, unit } = scoreTerms(analyseQuestion(question, undefined).terms, searcher.sparse, searcher.lengths);
      return hitsOf(searcher, file, unit, limit);
    },
  };
}

function hitsOf({ snapshot, layout }: Searcher, files: Float32Array, units: Float32Array, limit: number): readonly Found[] {
  const best = topK(files, limit, (file) => layout.liveFiles[file] === 1);
  return Array.from(best, (file) => hitOf(snapshot, bestUnit(file, units)));

  function bestUnit(file: number, scores: Float32Array): number {
    const [from, to] = [layout.firstUnitOfFile[file], layout.firstUnitOfFile[file + 1]];
    let best = from;
    for (let unit = from; unit < to; unit++)
      if (layout.roles[unit] !== SKELETON && (layout.roles[best] === SKELETON || scores[unit] > scores[best])) best = unit;
    return best;
  }
}

function hitOf(snapshot: Snapshot, unit: number): Found {
  const { path, scope, name, startLine, endLine } = snapshot.unit(unit);
  return { path, symbol: scope === '' ? name : `${scope}.${name}`, startLine, endLine };
}
