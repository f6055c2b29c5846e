import type { NumericKind } from '../../../../shared/span-detail.ts';
import { textOf, type JsonValue } from '../../../ui/json-tree/index.ts';

export interface Attribute {
  readonly key: string;
  readonly value: JsonValue;
}

export interface AttributeGroup {
  /** The names' common beginning; null for those that have none in common with others. */
  readonly name: string | null;
  readonly attributes: readonly Attribute[];
}

/** So few of a kind need no heading of their own. */
const SMALLEST_GROUP = 2;
/** Namespaces that are so large that their second word says more. */
const WIDE: ReadonlySet<string> = new Set(['gen_ai', 'llm']);
/** What people come for stands first. */
const FIRST = ['signalbox', 'gen_ai', 'llm', 'openinference', 'traceloop', 'ai'];

/** Attributes by the beginning of their names, sorted; those that stand alone at the end. */
export function groupAttributes(attributes: readonly Attribute[]): AttributeGroup[] {
  const sorted = attributes.toSorted((a, b) => compare(a.key, b.key));
  const namespaces = Map.groupBy(sorted, ({ key }) => namespaceOf(key));
  // Who is alone below a wide namespace belongs to the namespace itself.
  const groups = Map.groupBy(sorted, ({ key }) => {
    const name = namespaceOf(key);
    const isAlone = (namespaces.get(name)?.length ?? 0) < SMALLEST_GROUP;
    return isAlone ? (name.split('.', 1)[0] ?? '') : name;
  });
  const named: AttributeGroup[] = [];
  const single: Attribute[] = [];
  for (const [name, members] of groups) {
    if (name === '' || members.length < SMALLEST_GROUP) single.push(...members);
    else named.push({ name, attributes: members });
  }
  named.sort((a, b) => rank(a.name) - rank(b.name) || compare(a.name ?? '', b.name ?? ''));
  if (single.length === 0) return named;
  return [...named, { name: null, attributes: single.sort((a, b) => compare(a.key, b.key)) }];
}

/** Attributes whose name or value contains a text, upper and lower case alike. */
export function searchAttributes(attributes: readonly Attribute[], query: string): readonly Attribute[] {
  const wanted = query.trim().toLowerCase();
  if (wanted === '') return attributes;
  return attributes.filter(({ key, value }) => `${key}\n${textOf(value)}`.toLowerCase().includes(wanted));
}

/** The type of a value in OpenTelemetry's words. */
export function typeOf(value: JsonValue, kind: NumericKind | undefined): string {
  if (kind !== undefined) return kind;
  if (value === null) return 'empty';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'int' : 'double';
  if (typeof value === 'boolean') return 'bool';
  return typeof value === 'object' ? 'map' : 'string';
}

function namespaceOf(key: string): string {
  const [first = '', second] = key.split('.', 3);
  if (second === undefined) return '';
  return WIDE.has(first) && key.split('.', 3).length === 3 ? `${first}.${second}` : first;
}

function rank(name: string | null): number {
  const place = FIRST.indexOf(name?.split('.', 1)[0] ?? '');
  return place === -1 ? FIRST.length : place;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
