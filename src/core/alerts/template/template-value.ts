import { formatValue } from './go-number.ts';

/** One answer of `query`; also what `.` is at the beginning: the labels and the value of the alert. */
export interface TemplateSample {
  readonly labels: ReadonlyMap<string, string>;
  readonly value: number;
}

/** A number is Go's float64, a bigint its int: templates keep them apart. */
export type Value =
  | string
  | number
  | bigint
  | boolean
  | ReadonlyMap<string, Value>
  | TemplateSample
  | readonly TemplateSample[];

/** What is wrong with a template whatever the data are; refused when a rule is saved. */
export class TemplateError extends Error {
  override readonly name: string = 'TemplateError';
}

/** What went wrong with the data at hand: nothing that can be told when a rule is saved. */
export class TemplateDataError extends TemplateError {
  override readonly name = 'TemplateDataError';
}

export function isMap(value: Value): value is ReadonlyMap<string, Value> {
  return value instanceof Map;
}

/** A list of samples, the only lists there are. */
export function isList(value: Value): value is readonly TemplateSample[] {
  return Array.isArray(value);
}

/** What `if`, `with`, `and`, `or` and `not` go by: neither false nor zero nor empty. */
export function isTrue(value: Value): boolean {
  if (isMap(value)) return value.size > 0;
  if (isList(value)) return value.length > 0;
  return typeof value === 'number' ? value !== 0 : Boolean(value);
}

/** The text of a value in its place. */
export function show(value: Value): string {
  if (typeof value === 'number') return formatValue(value);
  if (typeof value !== 'object') return String(value);
  if (!isMap(value)) throw new TemplateError('samples cannot be printed, only their labels and values');
  const entries = [...value].map(([name, each]) => {
    if (typeof each === 'object') throw new TemplateError('a map within a map cannot be printed');
    return `${name}:${show(each)}`;
  });
  return `map[${entries.sort().join(' ')}]`;
}

/** `.Labels`, `.Value` of a sample, `.NAME` of a map; a label that is not there is empty. */
export function fieldOf(value: Value, name: string): Value {
  if (typeof value === 'object' && isMap(value)) return value.get(name) ?? '';
  if (typeof value === 'object' && !isList(value)) {
    if (name === 'Labels') return value.labels;
    if (name === 'Value') return value.value;
    // There are none here; Prometheus answers the same where none are set.
    if (name === 'ExternalLabels') return new Map<string, string>();
  }
  throw new TemplateError(`there is no .${name} here`);
}

/** @throws TemplateError for what is no number; @throws TemplateDataError for a text that holds none */
export function toNumber(value: Value): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'bigint') return Number(value);
  if (typeof value !== 'string') throw new TemplateError('a number was expected');
  const known = { nan: NaN, '+inf': Infinity, inf: Infinity, '-inf': -Infinity }[value.trim().toLowerCase()];
  const number = known ?? Number(value);
  if (value.trim() === '' || (Number.isNaN(number) && known === undefined))
    throw new TemplateDataError(`"${value.slice(0, 40)}" is no number`);
  return number;
}

/** Equal values of one kind. @throws TemplateError where their kinds differ, as in Go */
export function areEqual(left: Value, right: Value): boolean {
  requireComparable(left, right);
  return left === right;
}

/** @throws TemplateError where their kinds differ, or have no order */
export function isLess(left: Value, right: Value): boolean {
  requireComparable(left, right);
  if (typeof left === 'boolean') throw new TemplateError('booleans have no order');
  return left < right;
}

function requireComparable(left: Value, right: Value): void {
  if (typeof left === 'object' || typeof right === 'object')
    throw new TemplateError('only texts, numbers and booleans can be compared');
  if (typeof left === typeof right) return;
  const kinds = `${typeof left} ${typeof right}`;
  if (kinds === 'number bigint' || kinds === 'bigint number')
    throw new TemplateError('a whole number cannot be compared with $value: write 1.0 in the place of 1');
  throw new TemplateError('values of different kinds cannot be compared');
}
