/**
 * One measurement in a process of its own: no other measurement's heap, compiled code or threads are in it, and both sides
 * of a comparison start alike.
 */
import { fork } from 'node:child_process';
import type { measurements } from './measurements.ts';

type Measurements = typeof measurements;
export type MeasurementName = keyof Measurements;
type Argument<N extends MeasurementName> = Parameters<Measurements[N]>[0];
type Result<N extends MeasurementName> = Awaited<ReturnType<Measurements[N]>>;

const MARK = '--measure';

/** Starts this very program again for one measurement. Arguments and results are plain data. */
export function inFreshProcess<N extends MeasurementName>(name: N, argument: Argument<N>): Promise<Result<N>> {
  const child = fork(process.argv[1], [MARK, name, JSON.stringify(argument)], { stdio: ['ignore', 2, 2, 'ipc'] });
  return new Promise((resolve, reject) => {
    child.once('message', (result) => resolve(result as Result<N>));
    child.once('error', reject);
    child.once('exit', (code, signal) => reject(new Error(`The measurement '${name}' ended with ${code ?? signal}.`)));
  });
}

/** The other end: carries out the measurement that the arguments name, if they do. @returns false where they do not. */
export async function serveMeasurement(table: Measurements, args: readonly string[]): Promise<boolean> {
  const [mark, name, argument] = args;
  if (mark !== MARK) return false;
  process.once('disconnect', () => process.exit()); // Nobody is left to hear the result.
  const measure = table[name as MeasurementName] as (argument: unknown) => Promise<unknown>;
  const result = await measure(JSON.parse(argument));
  process.send?.(result, () => process.disconnect());
  return true;
}
