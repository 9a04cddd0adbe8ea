/** The kin of one unit, seen from one angle. */
import type { Angle, Hit } from '../types.ts';
import { ANGLES } from '../types.ts';
import { dequantise } from '../vectors/matrix.ts';
import { hitsByAngle } from './search.ts';
import type { Searcher } from './searcher.ts';

/** Units nearest to `unit` from `angle`, itself left out, best first. */
export function relatedUnits(searcher: Searcher, unit: number, angle: Angle, limit: number): readonly Hit[] {
  const { part, local } = searcher.snapshot.locate(unit);
  const rows = part.segment.angles;
  if (rows === undefined) return [];
  const vector = dequantise(rows, local * ANGLES.length + ANGLES.indexOf(angle));
  return hitsByAngle(vector, angle, searcher, limit, (other) => other !== unit);
}
