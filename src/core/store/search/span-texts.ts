import type { Attributes, AttributeValue } from '../span-record.ts';

/** What of a span is searched. */
export interface SearchedSpan {
  name: string;
  statusMessage: string;
  attributes: Attributes;
  events: readonly { name: string; attributes: Attributes }[];
}

/** A longer text is no longer taken apart as JSON. */
const MAX_JSON_LENGTH = 2 ** 20;
/** JSON in JSON, as in the arguments of a tool call that a message holds, and nesting within each. */
const MAX_JSON_IN_JSON = 3;
const MAX_DEPTH = 64;
/** What the gateway asked of its rules and what they said: the same words in every call, and a time in each. */
const OF_POLICIES: ReadonlySet<string> = new Set(['signalbox.policy.input', 'signalbox.policy.rules']);
/** Images, sounds and other content in base64: nobody looks for it, and each is a word of its own. */
const ENCODED_CONTENT = /[\w+/=-]{500,}/g;
const MIN_ENCODED_LENGTH = 1000;

/**
 * The texts in a span that people look for: its name, its status message, the names of its events, and the texts in the
 * values of its attributes and theirs. Of JSON, such as recorded messages, the texts and whole numbers in it. The keys
 * and the other values of attributes are no texts: there are filters for them.
 */
export function* spanTexts(span: SearchedSpan): Generator<string> {
  yield span.name;
  yield span.statusMessage;
  yield* attributeTexts(span.attributes, 0);
  for (const event of span.events) {
    yield event.name;
    yield* attributeTexts(event.attributes, 0);
  }
}

function* attributeTexts(attributes: Attributes, depth: number): Generator<string> {
  for (const key of Object.keys(attributes)) {
    const value = attributes[key];
    if (OF_POLICIES.has(key)) continue;
    if (value !== undefined && value !== null) yield* valueTexts(value, depth);
  }
}

function* valueTexts(value: AttributeValue, depth: number): Generator<string> {
  if (typeof value === 'string') yield* textOrJson(value, 0);
  else if (typeof value !== 'object' || value === null || depth > MAX_DEPTH) return;
  else if (Array.isArray(value)) for (const item of value) yield* valueTexts(item, depth + 1);
  else if ('kvlistValue' in value) yield* attributeTexts(value.kvlistValue, depth + 1);
}

function* textOrJson(text: string, jsonDepth: number): Generator<string> {
  const json = jsonDepth < MAX_JSON_IN_JSON ? parsed(text) : null;
  if (json === null) yield withoutContent(text);
  else yield* jsonTexts(json, jsonDepth + 1, 0);
}

function* jsonTexts(value: unknown, jsonDepth: number, depth: number): Generator<string> {
  if (typeof value === 'string') yield* textOrJson(value, jsonDepth);
  else if (typeof value === 'number' && Number.isInteger(value)) yield value.toString();
  else if (typeof value !== 'object' || value === null || depth > MAX_DEPTH) return;
  else if (Array.isArray(value)) for (const item of value) yield* jsonTexts(item, jsonDepth, depth + 1);
  else for (const item of Object.values(value)) yield* jsonTexts(item, jsonDepth, depth + 1);
}

/** Null when the text is no JSON array or object. */
function parsed(text: string): object | null {
  if (text.length > MAX_JSON_LENGTH || !/^\s*[[{]/.test(text)) return null;
  try {
    return JSON.parse(text) as object;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function withoutContent(text: string): string {
  return text.length < MIN_ENCODED_LENGTH ? text : text.replace(ENCODED_CONTENT, ' ');
}
