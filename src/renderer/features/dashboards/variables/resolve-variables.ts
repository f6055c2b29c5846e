import {
  interpolate,
  variablesIn,
  type Variable,
  type VariableValue,
  type VariableValues,
} from '../../../../shared/dashboard/index.ts';

export const ALL = '$__all';

export interface VariableOption {
  readonly text: string;
  readonly value: string;
}

/** A variable with what can be chosen, and what is. */
export interface ResolvedVariable {
  readonly variable: Variable;
  readonly options: readonly VariableOption[];
  readonly value: VariableValue;
  /** Why its values could not be had; null: they could. */
  readonly problem: unknown;
}

/** The values of a query variable, whose query has been filled in. */
export type FetchOptions = (
  variable: Extract<Variable, { kind: 'query' }>,
  query: string,
) => Promise<string[]>;

type Selection = Readonly<Record<string, readonly string[]>>;

/**
 * Finds out what each variable stands for, one after the other where one refers to another. What is chosen and is not there
 * any more is left out.
 */
export async function resolveVariables(
  variables: readonly Variable[],
  selection: Selection,
  sources: readonly string[],
  fetchOptions: FetchOptions,
): Promise<ResolvedVariable[]> {
  const known = new Map<string, VariableValue>();
  const resolved = new Map<string, ResolvedVariable>();
  for (const variable of inOrderOfUse(variables)) {
    const found = await optionsOf(variable, known, sources, fetchOptions);
    const chosen = Object.hasOwn(selection, variable.name) ? selection[variable.name] : undefined;
    const value = valueOf(variable, found.options, chosen ?? variable.current, known);
    known.set(variable.name, value);
    resolved.set(variable.name, { variable, ...found, value });
  }
  return variables.flatMap(({ name }) => resolved.get(name) ?? []);
}

export function valuesOf(resolved: readonly ResolvedVariable[]): VariableValues {
  return new Map(resolved.map(({ variable, value }) => [variable.name, value]));
}

/** What is referred to comes before what refers to it; what refers to itself in a circle stays where it is. */
export function inOrderOfUse(variables: readonly Variable[]): Variable[] {
  const byName = new Map(variables.map((variable) => [variable.name, variable]));
  const ordered = new Set<Variable>();
  const visiting = new Set<Variable>();
  const visit = (variable: Variable): void => {
    if (ordered.has(variable) || visiting.has(variable)) return;
    visiting.add(variable);
    const text = variable.kind === 'query' ? `${variable.query} ${variable.source}` : '';
    for (const name of variablesIn(text)) {
      const used = byName.get(name);
      if (used !== undefined) visit(used);
    }
    ordered.add(variable);
  };
  variables.forEach(visit);
  return [...ordered];
}

interface Options {
  readonly options: readonly VariableOption[];
  readonly problem: unknown;
}

async function optionsOf(
  variable: Variable,
  known: VariableValues,
  sources: readonly string[],
  fetchOptions: FetchOptions,
): Promise<Options> {
  const plain = (values: readonly string[]): Options => ({
    options: values.map((value) => ({ text: value, value })),
    problem: null,
  });
  switch (variable.kind) {
    case 'custom':
      return { options: variable.options, problem: null };
    case 'interval':
      return plain([...(variable.auto ? ['auto'] : []), ...variable.options]);
    case 'constant':
      return plain([variable.value]);
    case 'text':
      return plain(variable.current);
    case 'source':
      return plain(sources);
    case 'query':
      try {
        const source = interpolate(variable.source, known);
        return plain(await fetchOptions({ ...variable, source }, interpolate(variable.query, known)));
      } catch (problem) {
        return { options: [], problem };
      }
  }
}

function valueOf(
  variable: Variable,
  options: readonly VariableOption[],
  wanted: readonly string[],
  known: VariableValues,
): VariableValue {
  const { includeAll, multi, allValue } = variable;
  const isMulti = multi || includeAll;
  const whole = (isAll: boolean, chosen: readonly VariableOption[]): VariableValue => ({
    values: chosen.map(({ value }) => interpolate(value, known)),
    texts: chosen.map(({ text }) => text),
    isAll,
    allValue,
    isMulti,
    isLabelValue: variable.kind === 'query',
  });
  if (variable.kind === 'text') return whole(false, [{ text: wanted[0] ?? '', value: wanted[0] ?? '' }]);
  if (variable.kind === 'constant') return whole(false, options);
  if (includeAll && (wanted.length === 0 || wanted.includes(ALL))) return whole(true, options);
  const chosen = options.filter(({ value }) => wanted.includes(value));
  const kept = chosen.length > 0 ? chosen : options.slice(0, 1);
  if (variable.kind === 'interval' && kept[0]?.value === 'auto')
    return whole(false, [{ text: 'auto', value: '$__interval' }]);
  return whole(false, multi ? kept : kept.slice(0, 1));
}
