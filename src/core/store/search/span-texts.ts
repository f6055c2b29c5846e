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
const JSON_BEGINS = /^\s*[[{]/;
/** Not searched: what the gateway asked of its rules and what they said, the same words in every call, and a time in each. */
export const UNSEARCHED_ATTRIBUTES = ['signalbox.policy.input', 'signalbox.policy.rules'] as const;
/** Images, sounds and other content in base64: nobody looks for it, and each is a word of its own. */
const ENCODED_CONTENT = /[\w+/=-]{500,}/g;
const MIN_ENCODED_LENGTH = 1000;

type OnText = (text: string) => void;

/**
 * Tells `onText` the texts in a span that people look for: its name, its status message, the names of its events, and the
 * texts in the values of its attributes and theirs, from which UNSEARCHED_ATTRIBUTES have been left out. Of JSON, such as
 * recorded messages, the texts and whole numbers in it. The keys and the other values of attributes are no texts: there
 * are filters for them.
 */
export function eachSpanText(span: SearchedSpan, onText: OnText): void {
  onText(span.name);
  onText(span.statusMessage);
  eachAttributeText(span.attributes, 0, onText);
  for (const event of span.events) {
    onText(event.name);
    eachAttributeText(event.attributes, 0, onText);
  }
}

function eachAttributeText(attributes: Attributes, depth: number, onText: OnText): void {
  for (const key of Object.keys(attributes)) {
    const value = attributes[key];
    if (value !== undefined && value !== null) eachValueText(value, depth, onText);
  }
}

function eachValueText(value: AttributeValue, depth: number, onText: OnText): void {
  if (typeof value === 'string') textOrJson(value, 0, onText);
  else if (typeof value !== 'object' || value === null || depth > MAX_DEPTH) return;
  else if (Array.isArray(value)) for (const item of value) eachValueText(item, depth + 1, onText);
  else if ('kvlistValue' in value) eachAttributeText(value.kvlistValue, depth + 1, onText);
}

function textOrJson(text: string, jsonDepth: number, onText: OnText): void {
  const json = jsonDepth < MAX_JSON_IN_JSON ? parsed(text) : null;
  if (json === null) onText(withoutContent(text));
  else eachJsonText(json, jsonDepth + 1, 0, onText);
}

function eachJsonText(value: unknown, jsonDepth: number, depth: number, onText: OnText): void {
  if (typeof value === 'string') textOrJson(value, jsonDepth, onText);
  else if (typeof value === 'number' && Number.isInteger(value)) onText(value.toString());
  else if (typeof value !== 'object' || value === null || depth > MAX_DEPTH) return;
  else if (Array.isArray(value)) for (const item of value) eachJsonText(item, jsonDepth, depth + 1, onText);
  else for (const item of Object.values(value)) eachJsonText(item, jsonDepth, depth + 1, onText);
}

/** Null when the text is no JSON array or object. */
function parsed(text: string): object | null {
  if (text.length > MAX_JSON_LENGTH || !JSON_BEGINS.test(text)) return null;
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
