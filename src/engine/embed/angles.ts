/**
 * From which texts each angle sees a unit, and how the four add up to the one vector that is scanned first. Knows words
 * of a unit; not how they were found.
 */
import { ANGLES, type Angle } from '../types.ts';

/** Dimensions kept per angle: the first of a Matryoshka model say nearly as much as all of them. */
export const ANGLE_DIMENSIONS = 128;

/** Share of each angle in a unit's whole vector. */
export const ANGLE_SHARE: Readonly<Record<Angle, number>> = { purpose: 1, construction: 1, place: 0.6, company: 0.3 };

/** How many dimensions of an embedding with `dimensions` the angles keep; foreign models are not Matryoshka, so all. */
export function angleDimensions(dimensions: number, matryoshka: boolean): number {
  return matryoshka ? Math.min(ANGLE_DIMENSIONS, dimensions) : dimensions;
}

/** Sum of the angles' vectors by their shares into `whole`, which is cleared first. Not normalised. */
export function addAngles(whole: Float32Array, angles: Readonly<Record<Angle, Float32Array>>): void {
  whole.fill(0);
  for (const angle of ANGLES) {
    const share = ANGLE_SHARE[angle];
    const vector = angles[angle];
    for (let d = 0; d < whole.length; d++) whole[d] += share * vector[d];
  }
}
