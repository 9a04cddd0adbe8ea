/** Where the statements of an overlong definition begin, so that it is cut between them. It knows trees, not languages. */
import type { Node } from 'web-tree-sitter';
import type { CutCost } from './chunks.ts';
import type { Lines } from './lines.ts';

/** A node of more rows than this is looked into for places to cut. */
const LONG = 40;
const PER_LEVEL = 0.5;
const NO_BLANK_LINE = 0.3;

/** Cheap where a shallow statement begins on the row, after a blank line best; Infinity where none begins. */
export function statementCost(text: string, lines: Lines, node: Node): CutCost {
  const depthOfRow = statementRows(node);
  return (row) => {
    const depth = depthOfRow.get(row);
    if (depth === undefined) return Number.POSITIVE_INFINITY;
    const blankBefore = row > 0 && text.slice(lines.start(row - 1), lines.start(row)).trim() === '';
    return depth * PER_LEVEL + (blankBefore ? 0 : NO_BLANK_LINE);
  };
}

/** The least depth of any node that begins on a row; only long nodes are entered. */
function statementRows(node: Node): ReadonlyMap<number, number> {
  const rows = new Map<number, number>();
  const cursor = node.walk();
  let depth = 0;
  const enter = () => cursor.gotoFirstChild() && ++depth > 0;
  const leave = () => cursor.gotoParent() && --depth > 0;
  for (let more = enter(); more; ) {
    const row = cursor.startPosition.row;
    if (!rows.has(row)) rows.set(row, depth);
    if (cursor.endPosition.row - row > LONG && enter()) continue;
    more = cursor.gotoNextSibling();
    while (!more && depth > 1 && leave()) more = cursor.gotoNextSibling();
  }
  cursor.delete();
  return rows;
}
