import { SignalboxError } from '../../../shared/errors.ts';
import { record, tryJson } from '../json-fields.ts';

export type TextRewrite = (text: string) => string;

/**
 * Where a value stands: among fields of the dialect, in a JSON schema, or in a document of whoever called a tool, where
 * any name may stand for anything.
 */
type Place = 'fields' | 'schema' | 'values';

/** Fields of the dialects whose strings are no texts: kinds, names that others refer to, proofs, marks. */
const NO_TEXT = new Set([
  'type',
  'role',
  'model',
  'name',
  'user',
  'safety_identifier',
  'prompt_cache_key',
  'signature',
  'encrypted_content',
  'cache_control',
  'media_type',
  'mime_type',
  'tool_choice',
  'service_tier',
  'url',
  'image_url',
  'file_url',
  'file_data',
]);
const IDENTIFIER = /(?:^|_)ids?$/;
const SCHEMAS = new Set(['parameters', 'input_schema', 'schema']);
const DEEPEST = 256;

/**
 * Rewrites every text in a request or in a part of one, in place: what people, models and tools wrote, wherever it
 * stands. Kinds, identifiers, names of models and tools, addresses and bytes in base64 stay.
 * @throws SignalboxError BODY_INVALID when it is nested too deeply to be gone through
 */
export function rewriteTexts(value: unknown, rewrite: TextRewrite): unknown {
  return rewriteValue(value, 'fields', rewrite, 0);
}

/** The texts that `rewriteTexts` would rewrite, in their order; those that are too deep are left out. */
export function textsIn(value: unknown): string[] {
  const found: string[] = [];
  try {
    rewriteTexts(value, (text) => {
      found.push(text);
      return text;
    });
  } catch (error) {
    if (!(error instanceof SignalboxError)) throw error;
  }
  return found;
}

function rewriteValue(value: unknown, place: Place, rewrite: TextRewrite, depth: number): unknown {
  if (depth > DEEPEST) {
    const reason = `it is nested more than ${DEEPEST} levels deep`;
    throw new SignalboxError('BODY_INVALID', { reason, param: '' });
  }
  if (typeof value === 'string') return rewrite(value);
  if (typeof value === 'number') return place === 'values' ? rewriteNumber(value, rewrite) : value;
  if (Array.isArray(value)) {
    value.forEach((item, index) => {
      value[index] = rewriteValue(item, place, rewrite, depth + 1);
    });
    return value;
  }
  const fields = record(value);
  if (fields === null) return value;
  if (place === 'values') return rewriteDocument(fields, rewrite, depth);
  for (const [name, given] of Object.entries(fields)) {
    fields[name] = rewriteField(fields, name, given, place, rewrite, depth);
  }
  return fields;
}

function rewriteField(
  fields: Record<string, unknown>,
  name: string,
  given: unknown,
  place: Place,
  rewrite: TextRewrite,
  depth: number,
): unknown {
  if (place === 'schema') return rewriteValue(given, place, rewrite, depth + 1);
  if (typeof given === 'string') {
    if (NO_TEXT.has(name) || IDENTIFIER.test(name)) return given;
    // Bytes, unless they are said to be text, as in a document of Anthropic's dialect.
    if (name === 'data' && fields.type !== 'text') return given;
    return name === 'arguments' ? rewriteArguments(given, rewrite) : rewrite(given);
  }
  if (name === 'cache_control' || name === 'tool_choice') return given;
  if (SCHEMAS.has(name)) return rewriteValue(given, 'schema', rewrite, depth + 1);
  // The arguments of a tool in Anthropic's dialect; elsewhere `input` is a text or a list.
  const inner = name === 'input' && record(given) !== null ? 'values' : place;
  return rewriteValue(given, inner, rewrite, depth + 1);
}

/** A document without a shape that is known: also its names may be what must not leave. */
function rewriteDocument(
  fields: Record<string, unknown>,
  rewrite: TextRewrite,
  depth: number,
): Record<string, unknown> {
  const entries = Object.entries(fields).map(
    ([name, given]) => [rewrite(name), rewriteValue(given, 'values', rewrite, depth + 1)] as const,
  );
  return Object.fromEntries(entries);
}

/** A number can be that of a card. */
function rewriteNumber(value: number, rewrite: TextRewrite): number | string {
  const text = String(value);
  const rewritten = rewrite(text);
  return rewritten === text ? value : rewritten;
}

/**
 * The arguments of a call, which are JSON as text: its values are rewritten one by one, so that it stays JSON, and what
 * hides behind escapes is seen. What is no JSON is a text like any other.
 */
function rewriteArguments(given: string, rewrite: TextRewrite): string {
  const parsed = tryJson(given);
  if (typeof parsed !== 'object' || parsed === null) return rewrite(given);
  let isChanged = false;
  const rewritten = rewriteValue(
    parsed,
    'values',
    (text) => {
      const after = rewrite(text);
      isChanged ||= after !== text;
      return after;
    },
    0,
  );
  return isChanged ? JSON.stringify(rewritten) : given;
}
