import type { AttributeValue, Attributes, ResourceRecord, ScopeRecord } from '../../store/span-record.ts';
import { toPlainValue } from '../../telemetry/otlp/index.ts';

/** Pairs of name and value, by name. A later pair of a name stands for an earlier one. */
export type LabelMap = Map<string, string>;

const MAX_VALUE_LENGTH = 1024;
const RESOURCE_ID = ['service.namespace', 'service.name', 'service.instance.id'];

/**
 * Attributes as labels: other characters become `_`; the values of keys that become the same name are joined by `;` in
 * the order of the keys. What is no text is written as JSON. A label without a value is none.
 * Source: OpenTelemetry specification, "Prometheus and OpenMetrics compatibility", metric attributes.
 */
export function addAttributes(labels: LabelMap, attributes: Attributes, prefix = ''): void {
  const given = new Map<string, string>();
  for (const key of Object.keys(attributes).sort()) {
    const name = labelName(prefix + key);
    const value = labelValue(attributes[key] ?? null);
    if (name === '' || value === '') continue;
    const known = given.get(name);
    given.set(name, known === undefined ? value : `${known};${value}`);
  }
  for (const [name, value] of given) labels.set(name, value);
}

/** `job` and `instance`, as far as the resource says them. */
export function resourceLabels({ attributes }: ResourceRecord): LabelMap {
  const [namespace, name, instance] = RESOURCE_ID.map((key) => labelValue(attributes[key] ?? null));
  const labels: LabelMap = new Map();
  const job = [namespace, name].filter((part) => part !== '').join('/');
  if (job !== '') labels.set('job', job);
  if (instance !== undefined && instance !== '') labels.set('instance', instance);
  return labels;
}

/** What else the resource says, for `target_info`; null where it says nothing, or not whose it is. */
export function targetInfoLabels(resource: ResourceRecord): LabelMap | null {
  const whose = resourceLabels(resource);
  const others = Object.entries(resource.attributes).filter(([key]) => !RESOURCE_ID.includes(key));
  if (whose.size === 0 || others.length === 0) return null;
  const labels: LabelMap = new Map();
  addAttributes(labels, Object.fromEntries(others));
  for (const [name, value] of whose) labels.set(name, value);
  return labels;
}

/** What tells the instruments of two libraries apart that have the same name. */
export function scopeLabels({ name, version, schemaUrl, attributes }: ScopeRecord): LabelMap {
  const labels: LabelMap = new Map();
  addAttributes(labels, attributes, 'otel_scope_');
  const own = { otel_scope_name: name, otel_scope_version: version, otel_scope_schema_url: schemaUrl };
  for (const [label, value] of Object.entries(own)) {
    labels.delete(label);
    if (value !== '') labels.set(label, bounded(value));
  }
  return labels;
}

/** Names in double underscores are Prometheus's own; joining underscores makes none. */
function labelName(key: string): string {
  const name = key.replaceAll(/[^a-zA-Z0-9]+/g, '_');
  return /^\d/.test(name) ? `key_${name}` : name === '_' ? '' : name;
}

function labelValue(value: AttributeValue): string {
  const plain = toPlainValue(value);
  if (plain === null) return '';
  return bounded(typeof plain === 'string' ? plain : JSON.stringify(plain));
}

function bounded(value: string): string {
  return (value.length <= MAX_VALUE_LENGTH ? value : value.slice(0, MAX_VALUE_LENGTH)).toWellFormed();
}
