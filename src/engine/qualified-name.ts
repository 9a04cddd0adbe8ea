/** What a definition is called in full. */
import type { UnitRecord } from './types.ts';

/** `scope.name`; one of them alone where the other is empty. */
export function qualifiedName({ scope, name }: Pick<UnitRecord, 'scope' | 'name'>): string {
  return [scope, name].filter(Boolean).join('.');
}
