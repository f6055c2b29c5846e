import type { Conversation } from './conversation.ts';
import type { Span } from './trace.ts';

/** What plain JSON does not tell of an attribute's value. */
export type NumericKind = 'int' | 'double' | 'bytes';

/** What was left out of a span so that the largest one opens at once; all of it is in the span's JSON. */
export interface Omitted {
  readonly attributes: number;
  readonly resourceAttributes: number;
  readonly events: number;
  readonly links: number;
  /** Messages of the conversation, the oldest. */
  readonly messages: number;
}

/** One span as its panel shows it: bounded in every direction. */
export interface SpanDetail {
  readonly span: Span;
  /** The messages, if it is a model call that recorded them. */
  readonly conversation: Conversation | null;
  readonly attributeKinds: Readonly<Record<string, NumericKind>>;
  /** Keys of attributes of which only a beginning is here. */
  readonly cutAttributes: readonly string[];
  readonly omitted: Omitted;
}
