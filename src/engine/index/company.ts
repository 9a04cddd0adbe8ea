/**
 * The company angle across files. A digest thread sees one file, so a unit's company holds what it calls and who calls it
 * there; once all files are in, those who call it from elsewhere are added, by what they are for. One matrix per segment,
 * in a file of its own, because callers change while segments do not.
 */
import { normaliseLength } from '../embed/bag.ts';
import { ANGLES } from '../types.ts';
import { dequantise, type Matrix, quantiseInto } from '../vectors/matrix.ts';
import type { CallTable } from './corpus.ts';
import type { Snapshot } from './snapshot.ts';

const PURPOSE = ANGLES.indexOf('purpose');
const COMPANY = ANGLES.indexOf('company');

/** A call says whom a unit works with only where its name means few definitions. */
const MOST_NAMESAKES = 3;
/** Callers that take part, the first by number. */
const MOST_CALLERS = 8;
/** What the callers weigh against the unit's own company. */
const CALLERS_SHARE = 0.7;

/** Rows of the company angle per segment of the snapshot; undefined where the segment has no vectors. */
export function linkCompany(snapshot: Snapshot): readonly (Matrix | undefined)[] {
  const callers = callersElsewhere(snapshot.callTable());
  return snapshot.parts.map(({ segment, firstUnit }) => {
    const angles = segment.angles;
    return angles && companyRows(snapshot, angles, firstUnit, segment.unitCount, callers);
  });
}

/** Per unit: up to MOST_CALLERS units of other files that call its name. */
function callersElsewhere(table: CallTable): ReadonlyMap<number, readonly number[]> {
  const definitions = definitionsByName(table);
  const callers = new Map<number, number[]>();
  for (let caller = 0; caller < table.unitName.length; caller++) {
    for (const name of new Set(table.callName.subarray(table.callStart[caller], table.callStart[caller + 1]))) {
      for (const unit of definitions.get(name) ?? []) {
        if (table.unitFile[unit] === table.unitFile[caller]) continue;
        const known = callers.get(unit);
        if (known === undefined) callers.set(unit, [caller]);
        else if (known.length < MOST_CALLERS) known.push(caller);
      }
    }
  }
  return callers;
}

/** Units by name, names with more than MOST_NAMESAKES left out. */
function definitionsByName({ unitName, nameCount }: CallTable): ReadonlyMap<number, readonly number[]> {
  const counts = new Uint32Array(nameCount);
  for (const name of unitName) if (name >= 0) counts[name]++;
  const definitions = new Map<number, number[]>();
  unitName.forEach((name, unit) => {
    if (name < 0 || counts[name] > MOST_NAMESAKES) return;
    const known = definitions.get(name);
    if (known === undefined) definitions.set(name, [unit]);
    else known.push(unit);
  });
  return definitions;
}

function companyRows(
  snapshot: Snapshot,
  angles: Matrix,
  firstUnit: number,
  unitCount: number,
  callers: ReadonlyMap<number, readonly number[]>,
): Matrix {
  const { dimensions } = angles;
  const values = new Int8Array(unitCount * dimensions);
  const scales = new Float32Array(unitCount);
  for (let local = 0; local < unitCount; local++) {
    const own = dequantise(angles, local * ANGLES.length + COMPANY);
    const known = callers.get(firstUnit + local);
    if (known !== undefined) addCallers(own, snapshot, known);
    scales[local] = quantiseInto(own, values, local * dimensions);
  }
  return { rows: unitCount, dimensions, values, scales };
}

function addCallers(own: Float32Array, snapshot: Snapshot, callers: readonly number[]): void {
  for (const caller of callers) {
    const { part, local } = snapshot.locate(caller);
    const rows = part.segment.angles as Matrix;
    const row = local * ANGLES.length + PURPOSE;
    const factor = (CALLERS_SHARE / callers.length) * rows.scales[row];
    for (let d = 0; d < own.length; d++) own[d] += factor * rows.values[row * own.length + d];
  }
  normaliseLength(own);
}
