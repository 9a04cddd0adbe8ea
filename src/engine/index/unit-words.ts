/**
 * What is read of a unit for each field and each angle. One place, so that the sparse side, the built-in embedding and
 * foreign embedders all see the same unit.
 */
import type { Angle, ParsedFile, Unit } from '../types.ts';

/** Words of the path that say where a file stands; the ending says only the language. */
export function placeOf(path: string): string {
  return path
    .replace(/\.[^./]+$/, '')
    .split('/')
    .slice(-4)
    .join(' ');
}

/** Callers within the file, by the callee's name. */
export function callersByName(units: readonly Unit[]): ReadonlyMap<string, readonly string[]> {
  const callers = new Map<string, string[]>();
  for (const unit of units) {
    for (const name of new Set(unit.calls.map((call) => call.name))) {
      const known = callers.get(name);
      if (known) known.push(unit.name);
      else callers.set(name, [unit.name]);
    }
  }
  return callers;
}

/** The imported modules by each name they bring in. */
export function modulesByName(parsed: ParsedFile): ReadonlyMap<string, string> {
  return new Map(parsed.imports.flatMap(({ module, names }) => names.map((name) => [name, module] as const)));
}

const MOST_CALLERS = 8;

/** The names a unit keeps company with, as one text. */
export function companyOf(
  unit: Unit,
  callers: ReadonlyMap<string, readonly string[]>,
  modules: ReadonlyMap<string, string>,
): string {
  const names = new Set<string>(unit.bases);
  for (const { name, receiver } of unit.calls) {
    names.add(name);
    const module = modules.get(name) ?? modules.get(receiver);
    if (module !== undefined) names.add(module);
  }
  for (const caller of (callers.get(unit.name) ?? []).slice(0, MOST_CALLERS)) if (caller !== unit.name) names.add(caller);
  return [...names].join(' ');
}

/** The four texts that a foreign embedder gets for one unit, cut to what such models read. */
export function angleTexts(unit: Unit, path: string, company: string): Readonly<Record<Angle, string>> {
  return {
    purpose: `${[...unit.scope, unit.name].join('.')}\n${unit.doc}`.slice(0, 2_000),
    construction: `${unit.signature}\n${unit.body}`.slice(0, 4_000),
    place: `${path} ${unit.scope.join('.')}`,
    company: company.slice(0, 2_000),
  };
}
