/** What an answer did not see, in sentences: cut by the budget, changed since the index, called but not followed. */
import { unresolvedCalls } from '../graph/neighbours.ts';
import type { Corpus } from '../index/corpus.ts';
import type { Messages } from './messages.ts';
import type { Pack } from './pack.ts';
import { codeSpan, printable } from './printable.ts';
import { withMembers } from './wants.ts';

const EXAMPLES = 4;

export function notSeenIn(corpus: Corpus, pack: Pack, messages: Messages): readonly string[] {
  const open = openCalls(corpus, pack);
  const masked = pack.chunks.reduce((sum, chunk) => sum + chunk.masked, 0);
  const notes = [
    pack.dropped > 0 ? messages.dropped(pack.dropped, pack.budget) : '',
    pack.shortened > 0 ? messages.shortened(pack.shortened) : '',
    pack.changed.length > 0 ? messages.changed(pack.changed.map(printable).join(', ')) : '',
    pack.gone.length > 0 ? messages.gone(pack.gone.map(printable).join(', ')) : '',
    masked > 0 ? messages.masked(masked) : '',
    open.length > 0 ? messages.unresolved(open.length, open.slice(0, EXAMPLES).map(codeSpan).join(', ')) : '',
  ];
  return notes.filter((note) => note !== '');
}

/** Names called in the code shown, members of classes included, that lead nowhere in the index. */
function openCalls(corpus: Corpus, pack: Pack): readonly string[] {
  const shown = pack.chunks.filter((chunk) => chunk.unitId >= 0 && chunk.symbol !== '').map((chunk) => corpus.unit(chunk.unitId));
  const units = shown.flatMap((unit) => withMembers(corpus, unit));
  return [...new Set(units.flatMap((unit) => unresolvedCalls(corpus, unit.id)))];
}
