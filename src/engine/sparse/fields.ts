/**
 * The fields of the sparse index, and how a posting keeps its counts. One posting is two numbers: the unit, and the
 * counts of the term in each field packed into 31 bits; counts past a field's room stay at its largest.
 */

export const FIELDS = ['name', 'scope', 'doc', 'signature', 'body', 'skeleton'] as const;
export type Field = (typeof FIELDS)[number];

export const NAME = 0;
export const SCOPE = 1;
export const DOC = 2;
export const SIGNATURE = 3;
export const BODY = 4;
export const SKELETON = 5;

export const FIELD_SHIFT = [0, 4, 8, 13, 18, 26] as const;
export const FIELD_MAX = [15, 15, 31, 31, 255, 31] as const;

export function countIn(packed: number, field: number): number {
  return (packed >>> FIELD_SHIFT[field]) & FIELD_MAX[field];
}

/** The packed counts with one more in `field`. */
export function counted(packed: number, field: number): number {
  return countIn(packed, field) === FIELD_MAX[field] ? packed : packed + (1 << FIELD_SHIFT[field]);
}
