import type { Attributes } from '../../store/span-record.ts';
import { toPlainValue } from '../otlp/index.ts';
import type { Json } from './json-value.ts';

const MAX_SEGMENTS = 16;
const INDEX = /^\d{1,9}$/;

interface Branch {
  [segment: string]: Branch | Leaf;
}

/** Wraps a value, to tell it from a branch. */
class Leaf {
  readonly value: Json;
  constructor(value: Json) {
    this.value = value;
  }
}

/**
 * Rebuilds what a convention flattened into attributes: `p.0.role`, `p.0.content`, `p.1.role` with the prefix `p`
 * are a list of two objects. Lists are in the order of their indexes; gaps are closed.
 * Null when no attribute has the prefix.
 */
export function unflatten(attributes: Attributes, prefix: string): Json {
  const start = `${prefix}.`;
  if (!namespacesOf(attributes).has(namespaceOf(prefix))) return null;
  const root: Branch = newBranch();
  let any = false;
  for (const key in attributes) {
    if (!key.startsWith(start)) continue;
    const segments = key.slice(start.length).split('.', MAX_SEGMENTS + 1);
    if (segments.length > MAX_SEGMENTS) continue;
    place(root, segments, new Leaf(toPlainValue(attributes[key] ?? null)));
    any = true;
  }
  return any ? grown(root) : null;
}

const namespaces = new WeakMap<Attributes, ReadonlySet<string>>();

/** The first segments of all names: a span may have a million attributes, and is asked for dozens of prefixes. */
function namespacesOf(attributes: Attributes): ReadonlySet<string> {
  let known = namespaces.get(attributes);
  if (known === undefined) {
    const found = new Set<string>();
    for (const key in attributes) found.add(namespaceOf(key));
    known = found;
    namespaces.set(attributes, known);
  }
  return known;
}

function namespaceOf(key: string): string {
  const dot = key.indexOf('.');
  return dot === -1 ? key : key.slice(0, dot);
}

/** Without a prototype, so that a segment named `__proto__` is a segment like others. */
function newBranch(): Branch {
  return Object.create(null) as Branch;
}

function place(root: Branch, segments: readonly string[], leaf: Leaf): void {
  let branch = root;
  for (const segment of segments.slice(0, -1)) {
    const next = branch[segment];
    if (next instanceof Leaf) return;
    branch = next ?? (branch[segment] = newBranch());
  }
  const last = segments.at(-1) ?? '';
  branch[last] ??= leaf;
}

function grown(node: Branch | Leaf): Json {
  if (node instanceof Leaf) return node.value;
  const keys = Object.keys(node);
  const entries = keys.map((key): [string, Json] => [key, grown(node[key] ?? new Leaf(null))]);
  if (!keys.every((key) => INDEX.test(key))) return Object.fromEntries(entries);
  return entries.sort(([a], [b]) => Number(a) - Number(b)).map(([, value]) => value);
}
