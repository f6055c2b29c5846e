import type { Message } from '../../../shared/conversation.ts';
import type { Attributes, EventRecord } from '../../store/span-record.ts';
import { toPlainAttributes } from '../otlp/index.ts';
import type { Convention } from './fact-sources.ts';
import { recordOf, structured, type Json, type JsonRecord } from './json-value.ts';
import { message, messagesFrom, structuredList } from './messages.ts';
import { unflatten } from './unflatten.ts';

/** What a span recorded, as it is stored and as plain JSON. */
export interface Recorded {
  readonly attributes: Attributes;
  readonly plain: JsonRecord;
  readonly events: readonly EventRecord[];
}

/** One row of the tables in docs/reference/conventions.md: where messages or tools may be recorded. */
export interface Source<T> {
  readonly convention: Convention;
  /** The attribute: `<i>` stands for an index, `*` for the rest of the key. `event NAME` is an event of the span. */
  readonly key: string;
  readonly read: (recorded: Recorded) => T[];
}

/** Content may stand in the attributes of one event, under the names it has on the span, which win. */
export function recordedBy(attributes: Attributes, events: readonly EventRecord[]): Recorded {
  const details = events.filter((event) => event.name === 'gen_ai.client.inference.operation.details');
  const all: Attributes = details.reduceRight<Attributes>(
    (merged, event) => ({ ...event.attributes, ...merged }),
    attributes,
  );
  return { attributes: all, plain: toPlainAttributes(all), events };
}

/** One attribute. */
export function at<T>(
  convention: Convention,
  key: string,
  read: (value: Json, plain: JsonRecord) => T[],
): Source<T> {
  return { convention, key, read: ({ plain }) => read(plain[key] ?? null, plain) };
}

/** An attribute whose value is a message, a list of them, or either as JSON text. */
export function whole(convention: Convention, key: string, role: string): Source<Message> {
  return at(convention, key, (value) => messagesFrom(structured(value), role));
}

/** A list flattened into attributes that begin with `prefix`. */
export function flattened<T>(
  convention: Convention,
  prefix: string,
  suffix: string,
  read: (item: Json) => T[],
): Source<T> {
  return {
    convention,
    key: `${prefix}.<i>.${suffix}`,
    read: ({ attributes }) => structuredList(unflatten(attributes, prefix)).flatMap(read),
  };
}

/** OpenLLMetry's messages, in which content that is not plain text is JSON text. */
export function openLlmetryMessages(prefix: string, role: string): Source<Message> {
  return flattened('OpenLLMetry', prefix, '*', (item) => {
    const record = recordOf(item);
    if (record === null) return messagesFrom(item, role);
    return messagesFrom({ ...plainRecord(record), content: structured(record.content ?? null) }, role);
  });
}

/** Retrieved documents, a message each, whole, so that score and metadata stay visible. */
export function documents(convention: Convention, value: Json): Message[] {
  const list = structuredList(value);
  return list.map((item) => {
    const document = convention === 'OpenInference' ? (recordOf(item)?.document ?? item) : item;
    return message('document', [{ type: 'other', value: document }]);
  });
}

export function flattenedDocuments(prefix: string): Source<Message> {
  return flattened('OpenInference', prefix, 'document.*', (item) => documents('OpenInference', [item]));
}

function plainRecord(record: JsonRecord): Record<string, Json> {
  return record as Record<string, Json>;
}
