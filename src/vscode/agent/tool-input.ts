/** What a model passes to a tool, read with suspicion: schemas are promised to models, and models break promises. */
import { toolInputInvalid } from '../../engine/errors.ts';
import { ANGLES, type Angle } from '../../engine/types.ts';

export type ToolInput = Readonly<Record<string, unknown>>;

const MOST_RESULTS = 100;

/** @throws EngineError toolInputInvalid where it is missing, empty or no text. */
export function textIn(input: ToolInput, name: string): string {
  const text = optionalTextIn(input, name);
  if (text === undefined) throw toolInputInvalid(name, 'some text');
  return text;
}

/** Undefined where it is missing, empty or no text. */
export function optionalTextIn(input: ToolInput, name: string): string | undefined {
  const value = input[name];
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

/** Undefined where it is missing. @throws EngineError toolInputInvalid */
export function limitIn({ limit }: ToolInput): number | undefined {
  if (limit === undefined || limit === null) return undefined;
  if (Number.isInteger(limit) && (limit as number) >= 1 && (limit as number) <= MOST_RESULTS) return limit as number;
  throw toolInputInvalid('limit', `a whole number from 1 to ${MOST_RESULTS}`);
}

/** Undefined where it is missing. @throws EngineError toolInputInvalid */
export function angleIn({ angle }: ToolInput): Angle | undefined {
  if (angle === undefined || angle === null) return undefined;
  const known = ANGLES.find((one) => one === angle);
  if (known === undefined) throw toolInputInvalid('angle', ANGLES.join(', '));
  return known;
}
