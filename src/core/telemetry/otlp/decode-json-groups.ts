import type { ResourceRecord, ScopeRecord } from '../../store/span-record.ts';
import { readAttributes } from './decode-json-value.ts';
import { emptyResource, emptyScope, malformed } from './decoded-groups.ts';
import { JsonFields, type JsonObject } from './json-fields.ts';

/** What the lists are called in which the items stand. */
export interface GroupKeys {
  readonly resourceGroups: string;
  readonly scopeGroups: string;
  readonly items: string;
}

export const TRACE_ID = /^[0-9a-f]{32}$/i;
export const SPAN_ID = /^[0-9a-f]{16}$/i;

type ReadItem = (fields: JsonFields, json: JsonObject, resource: ResourceRecord, scope: ScopeRecord) => void;

/**
 * Reads an export request of any signal from OTLP/JSON. `begin` gives a fresh collector and how it takes an item; it is
 * asked a second time where the document has 64-bit integers as bare numbers, which a first parse has rounded.
 * @throws SignalboxError OTLP_MALFORMED with the JSON path
 */
export function readJsonGroups<T>(
  body: Uint8Array,
  keys: GroupKeys,
  begin: () => { readItem: ReadItem; result: () => T },
): T {
  const text = Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('utf8');
  const fields = new JsonFields();
  const first = begin();
  readRequest(fields, parse(text), keys, first.readItem);
  if (!fields.sawInexactInteger) return first.result();
  const exact = begin();
  readRequest(new JsonFields(), parse(text, keepLargeIntegers), keys, exact.readItem);
  return exact.result();
}

type Reviver = (key: string, value: unknown, context: { source?: string }) => unknown;

function parse(text: string, reviver?: Reviver): unknown {
  try {
    return JSON.parse(text, reviver as Parameters<typeof JSON.parse>[1]);
  } catch (cause) {
    // Besides a SyntaxError this is a RangeError, when unknown fields nest too deep for the reviver.
    throw malformed(`not JSON: ${cause instanceof Error ? cause.message : String(cause)}`);
  }
}

/** Leaves integers that a double cannot hold in their own spelling, which the field readers accept too. */
function keepLargeIntegers(_key: string, value: unknown, context: { source?: string }): unknown {
  const inexact = typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value);
  return inexact && context.source !== undefined ? context.source : value;
}

function readRequest(fields: JsonFields, document: unknown, keys: GroupKeys, readItem: ReadItem): void {
  fields.each(fields.object(document), keys.resourceGroups, (group) =>
    readResourceGroup(fields, group, keys, readItem),
  );
}

function readResourceGroup(fields: JsonFields, group: JsonObject, keys: GroupKeys, readItem: ReadItem): void {
  const resource = emptyResource();
  resource.schemaUrl = fields.string(group, 'schemaUrl');
  fields.nested(group, 'resource', (value) => {
    readAttributes(fields, value, 'attributes', resource.attributes);
    resource.droppedAttributes = fields.uint32(value, 'droppedAttributesCount');
  });
  fields.each(group, keys.scopeGroups, (scopeGroup) => {
    const scope = emptyScope();
    scope.schemaUrl = fields.string(scopeGroup, 'schemaUrl');
    fields.nested(scopeGroup, 'scope', (value) => {
      scope.name = fields.string(value, 'name');
      scope.version = fields.string(value, 'version');
      readAttributes(fields, value, 'attributes', scope.attributes);
      scope.droppedAttributes = fields.uint32(value, 'droppedAttributesCount');
    });
    fields.each(scopeGroup, keys.items, (item) => readItem(fields, item, resource, scope));
  });
}
