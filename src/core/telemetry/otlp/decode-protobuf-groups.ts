import type { ResourceRecord, ScopeRecord } from '../../store/span-record.ts';
import { fieldsUpTo, readAttribute } from './decode-protobuf-value.ts';
import { emptyResource, emptyScope } from './decoded-groups.ts';
import { BYTES, ProtobufReader, VARINT } from './protobuf-reader.ts';
import { StringCache } from './string-cache.ts';

/** What the messages around the items are called, for what is said when one is malformed. */
export interface GroupNames {
  readonly request: string;
  readonly resourceGroup: string;
  readonly scopeGroup: string;
}

/** Reads one item, for example a Span, which begins at the reader's position. */
type ReadItem = (reader: ProtobufReader, resource: ResourceRecord, scope: ScopeRecord) => void;

const REQUEST_FIELDS = fieldsUpTo(1);
const RESOURCE_GROUP_FIELDS = fieldsUpTo(3);
const RESOURCE_FIELDS = fieldsUpTo(2);
const SCOPE_GROUP_FIELDS = fieldsUpTo(3);
const SCOPE_FIELDS = fieldsUpTo(4);

/** Kept between requests: the same exporters send the same keys again and again. */
const strings = new StringCache();

/**
 * Reads an export request of any signal: items in groups by scope, those in groups by resource. The messages around the
 * items have the same field numbers for traces and logs (opentelemetry-proto 1.11).
 */
export function readGroups(body: Uint8Array, names: GroupNames, readItem: ReadItem): void {
  const reader = new ProtobufReader(body, strings);
  while (reader.position < reader.end) {
    const tag = reader.tag();
    if (tag === ((1 << 3) | BYTES)) readResourceGroup(reader, names, readItem);
    else reader.skip(tag, names.request, REQUEST_FIELDS);
  }
}

/** The resource may stand after the items that share it, so it is made first and filled as it comes. */
function readResourceGroup(reader: ProtobufReader, names: GroupNames, readItem: ReadItem): void {
  const outer = reader.enter();
  const resource = emptyResource();
  while (reader.position < reader.end) {
    const tag = reader.tag();
    if (tag === ((1 << 3) | BYTES)) readResource(reader, resource);
    else if (tag === ((2 << 3) | BYTES)) readScopeGroup(reader, names, resource, readItem);
    else if (tag === ((3 << 3) | BYTES)) resource.schemaUrl = reader.string();
    else reader.skip(tag, names.resourceGroup, RESOURCE_GROUP_FIELDS);
  }
  reader.leave(outer);
}

function readResource(reader: ProtobufReader, resource: ResourceRecord): void {
  const outer = reader.enter();
  while (reader.position < reader.end) {
    const tag = reader.tag();
    if (tag === ((1 << 3) | BYTES)) readAttribute(reader, resource.attributes);
    else if (tag === ((2 << 3) | VARINT)) resource.droppedAttributes = reader.uint32();
    else reader.skip(tag, 'Resource', RESOURCE_FIELDS);
  }
  reader.leave(outer);
}

function readScopeGroup(
  reader: ProtobufReader,
  names: GroupNames,
  resource: ResourceRecord,
  readItem: ReadItem,
): void {
  const outer = reader.enter();
  const scope = emptyScope();
  while (reader.position < reader.end) {
    const tag = reader.tag();
    if (tag === ((2 << 3) | BYTES)) readItem(reader, resource, scope);
    else if (tag === ((1 << 3) | BYTES)) readScope(reader, scope);
    else if (tag === ((3 << 3) | BYTES)) scope.schemaUrl = reader.string();
    else reader.skip(tag, names.scopeGroup, SCOPE_GROUP_FIELDS);
  }
  reader.leave(outer);
}

function readScope(reader: ProtobufReader, scope: ScopeRecord): void {
  const outer = reader.enter();
  while (reader.position < reader.end) {
    const tag = reader.tag();
    if (tag === ((1 << 3) | BYTES)) scope.name = reader.string();
    else if (tag === ((2 << 3) | BYTES)) scope.version = reader.string();
    else if (tag === ((3 << 3) | BYTES)) readAttribute(reader, scope.attributes);
    else if (tag === ((4 << 3) | VARINT)) scope.droppedAttributes = reader.uint32();
    else reader.skip(tag, 'InstrumentationScope', SCOPE_FIELDS);
  }
  reader.leave(outer);
}
