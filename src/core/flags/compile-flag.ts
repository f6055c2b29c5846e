import type { FlagOverride, FlagScope } from '../../shared/flag.ts';

/** From the least to the most specific. */
const FIELDS = ['org', 'workspace', 'user', 'model'] as const satisfies readonly (keyof FlagScope)[];
type Field = (typeof FIELDS)[number];

/** Overrides that name the same fields, by the names in them. */
interface Level {
  readonly fields: readonly Field[];
  readonly values: ReadonlyMap<string, boolean>;
}

/** A flag as calls ask it: from the most specific overrides to the default. */
export interface CompiledFlag {
  readonly levels: readonly Level[];
  readonly otherwise: boolean;
}

/** However many overrides there are, a call makes one look-up for each kind of scope that occurs among them. */
export function compileFlag(standard: boolean, overrides: readonly FlagOverride[]): CompiledFlag {
  const byRank = new Map<number, { fields: Field[]; values: Map<string, boolean> }>();
  let otherwise = standard;
  for (const { scope, value } of overrides) {
    const fields = FIELDS.filter((field) => scope[field] !== null);
    if (fields.length === 0) {
      otherwise = value;
      continue;
    }
    const rank = rankOf(fields);
    const level = byRank.get(rank) ?? { fields, values: new Map<string, boolean>() };
    byRank.set(rank, level);
    level.values.set(keyOf(fields, scope) ?? '', value);
  }
  const levels = [...byRank].sort(([a], [b]) => b - a).map(([, level]) => level);
  return { levels, otherwise };
}

export function resolveFlag({ levels, otherwise }: CompiledFlag, scope: FlagScope): boolean {
  for (const { fields, values } of levels) {
    const key = keyOf(fields, scope);
    const value = key === null ? undefined : values.get(key);
    if (value !== undefined) return value;
  }
  return otherwise;
}

/** A scope with a more specific field outranks all that have only less specific ones. */
function rankOf(fields: readonly Field[]): number {
  return fields.reduce((rank, field) => rank + 2 ** FIELDS.indexOf(field), 0);
}

/** Null when the scope does not say one of the fields. Names hold no control characters, so this is unambiguous. */
function keyOf(fields: readonly Field[], scope: FlagScope): string | null {
  let key = '';
  for (const field of fields) {
    const name = scope[field];
    if (name === null) return null;
    key = key === '' ? name : `${key}\n${name}`;
  }
  return key;
}
