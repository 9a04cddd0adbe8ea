/** The kin of one unit, seen from one angle. */
import type { Angle, Hit } from '../types.ts';
import { dequantise } from '../vectors/matrix.ts';
import { hitsByAngle } from './search.ts';
import type { Searcher } from './searcher.ts';

/** Units nearest to `unit` from `angle`, itself left out, best first. */
export function relatedUnits(searcher: Searcher, unit: number, angle: Angle, limit: number): readonly Hit[] {
  const found = searcher.snapshot.angleRow(unit, angle);
  if (found === undefined) return [];
  const vector = dequantise(found.rows, found.row);
  return hitsByAngle(vector, angle, searcher, limit, (other) => other !== unit);
}
