import { record, tryJson } from '../json-fields.ts';

/** Where the texts of an answer stand, in the dialects of upstreams. */
const TEXTS = new Set([
  'content',
  'text',
  'refusal',
  'reasoning_content',
  'reasoning',
  'thinking',
  'arguments',
  'input',
]);
/** Fields that tell a text once more, token by token. */
const ECHOES = new Set(['logprobs']);
/** Texts of answers stand near the top; deeper is what tools of the vendor said. */
const DEEPEST = 32;

/**
 * The body of an answer with other texts in the place of some, every other field as it was: `texts` holds what stands
 * in the place of what, as the canonical form has it (arguments of a tool as JSON text).
 */
export function replaceTexts(body: unknown, texts: ReadonlyMap<string, string>): Buffer {
  return Buffer.from(JSON.stringify(replaced(body, texts, 0)));
}

function replaced(value: unknown, texts: ReadonlyMap<string, string>, depth: number): unknown {
  if (depth > DEEPEST) return value;
  if (Array.isArray(value)) return value.map((item) => replaced(item, texts, depth + 1));
  const fields = record(value);
  if (fields === null) return value;
  return Object.fromEntries(
    Object.entries(fields).map(([name, given]) => {
      if (ECHOES.has(name)) return [name, null];
      if (typeof given === 'string') return [name, TEXTS.has(name) ? (texts.get(given) ?? given) : given];
      if (name === 'input' && record(given) !== null) return [name, replacedInput(given, texts)];
      return [name, replaced(given, texts, depth + 1)];
    }),
  );
}

/** Anthropic's arguments are an object, whose canonical form is its JSON. */
function replacedInput(given: unknown, texts: ReadonlyMap<string, string>): unknown {
  const other = texts.get(JSON.stringify(given));
  return other === undefined ? given : (record(tryJson(other)) ?? { invalid_json: other });
}
