import { contentText, type ChatFields } from '../../dialects/index.ts';
import { chooseTool } from './choose-tool.ts';
import { writeProse, writeToolSummary } from './prose.ts';
import { Random } from './random.ts';
import { schemaValue } from './schema-value.ts';

export interface PlannedToolCall {
  id: string;
  name: string;
  /** JSON text. */
  arguments: string;
}

export interface PlannedChoice {
  text: string | null;
  toolCall: PlannedToolCall | null;
  finishReason: 'stop' | 'length' | 'tool_calls';
}

/**
 * What a simulated model answers: a tool call while tools are offered and none has answered, JSON where
 * `response_format` asks for it, words otherwise. Follows from the key alone.
 */
export function planChoice(
  fields: ChatFields,
  key: string,
  index: number,
  maxTokens: { limit: number; count: (text: string) => number } | null,
): PlannedChoice {
  const random = new Random(key, 'choice', index);
  const prompt = lastUserText(fields);
  const results = toolResults(fields);
  const tool = results.length === 0 ? chooseTool(fields, prompt) : null;
  if (tool !== null) {
    const id = `call_${hex(random, 24)}`;
    const given = JSON.stringify(schemaValue(tool.parameters, prompt, random));
    return { text: null, toolCall: { id, name: tool.name, arguments: given }, finishReason: 'tool_calls' };
  }
  const text = beforeStop(writeText(fields, prompt, results, random), fields.stop ?? []);
  if (maxTokens === null) return { text, toolCall: null, finishReason: 'stop' };
  const kept = firstTokens(text, maxTokens.limit, maxTokens.count);
  return { text: kept, toolCall: null, finishReason: kept.length < text.length ? 'length' : 'stop' };
}

function writeText(fields: ChatFields, prompt: string, results: readonly string[], random: Random): string {
  const format = fields.response_format;
  if (format?.type === 'json_schema') {
    return JSON.stringify(schemaValue(format.json_schema?.schema, prompt, random));
  }
  if (format?.type === 'json_object') {
    return JSON.stringify({ answer: writeProse(prompt, random), confidence: random.between(60, 99) / 100 });
  }
  return results.length > 0 ? writeToolSummary(prompt, results, random) : writeProse(prompt, random);
}

/** What tools answered since the user last spoke. */
function toolResults(fields: ChatFields): string[] {
  const lastUser = fields.messages.findLastIndex(({ role }) => role === 'user');
  return fields.messages
    .slice(lastUser + 1)
    .filter(({ role }) => role === 'tool')
    .map(({ content }) => contentText(content));
}

function lastUserText(fields: ChatFields): string {
  return contentText(fields.messages.findLast(({ role }) => role === 'user')?.content);
}

function beforeStop(text: string, stop: string | readonly string[]): string {
  const marks = (typeof stop === 'string' ? [stop] : stop).filter((mark) => mark !== '');
  const ends = marks.map((mark) => text.indexOf(mark)).filter((at) => at !== -1);
  return ends.length === 0 ? text : text.slice(0, Math.min(...ends));
}

/** The longest run of whole words that fits. */
function firstTokens(text: string, limit: number, count: (text: string) => number): string {
  if (count(text) <= limit) return text;
  const words = splitWords(text);
  let low = 0;
  let high = words.length;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (count(words.slice(0, middle).join('')) <= limit) low = middle;
    else high = middle - 1;
  }
  return words.slice(0, low).join('');
}

/** Words with the blanks before them, as a model writes its tokens. */
export function splitWords(text: string): string[] {
  return text.match(/\s*\S{1,12}|\s+/g) ?? [];
}

export function hex(random: Random, length: number): string {
  return Array.from({ length }, () => random.between(0, 15).toString(16)).join('');
}
