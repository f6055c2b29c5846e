import { setImmediate as yieldToOthers } from 'node:timers/promises';
import { parseEmbeddingsRequest } from '../../dialects/index.ts';
import { loadTokenizer } from '../../tokens/index.ts';
import { dimensionsOf, embed, isEmbeddingModel } from './embed.ts';

/** Of all inputs together, this much is tokenized and the rest taken as four characters a token. */
const EXACT_CHARACTERS = 65_536;
/** Vectors that are made at one go: it runs on the main thread. */
const AT_ONCE = 16;

interface EmbeddingsAnswer {
  readonly status: number;
  readonly body: Buffer;
}

/** Answers a request for embeddings as OpenAI would: what a client may get wrong is told in its words. */
export async function answerEmbeddings(
  bytes: Uint8Array,
  model: string,
  seed: number,
): Promise<EmbeddingsAnswer> {
  const { input, encoding_format, dimensions } = parseEmbeddingsRequest(Buffer.from(bytes));
  if (!isEmbeddingModel(model)) return refused(`The model ${model} does not make embeddings.`, 'model');
  const whole = dimensionsOf(model);
  const length = dimensions ?? whole;
  if (length > whole) return refused(`The model ${model} makes at most ${whole} dimensions.`, 'dimensions');
  const texts = inputTexts(input);
  const data: object[] = [];
  for (const [index, { text }] of texts.entries()) {
    if (index % AT_ONCE === AT_ONCE - 1) await yieldToOthers();
    const vector = embed(`${seed}\u0000${model}`, text, whole, length);
    data.push({
      object: 'embedding',
      index,
      embedding: encoding_format === 'base64' ? base64(vector) : floats(vector),
    });
  }
  const tokens = await countTokens(texts);
  const usage = { prompt_tokens: tokens, total_tokens: tokens };
  return { status: 200, body: Buffer.from(JSON.stringify({ object: 'list', data, model, usage })) };
}

interface InputText {
  readonly text: string;
  /** Known where the input was given as tokens. */
  readonly tokens: number | null;
}

function inputTexts(input: ReturnType<typeof parseEmbeddingsRequest>['input']): InputText[] {
  if (typeof input === 'string') return [{ text: input, tokens: null }];
  const numbers = input.filter((item) => typeof item === 'number');
  if (numbers.length > 0) return [{ text: numbers.join(' '), tokens: numbers.length }];
  return input.map((item) =>
    Array.isArray(item)
      ? { text: item.join(' '), tokens: item.length }
      : { text: String(item), tokens: null },
  );
}

async function countTokens(texts: readonly InputText[]): Promise<number> {
  const count = await loadTokenizer();
  let left = EXACT_CHARACTERS;
  let sum = 0;
  for (const { text, tokens } of texts) {
    left -= text.length;
    sum += tokens ?? (left >= 0 ? count(text) : Math.ceil(text.length / 4));
  }
  return sum;
}

/** Eight places: what more there is of a 32-bit float is noise that makes the answer twice as long. */
function floats(vector: Float32Array): number[] {
  return Array.from(vector, (value) => Math.round(value * 1e8) / 1e8);
}

/** Little-endian 32-bit floats, as every machine that runs this has them. */
function base64({ buffer, byteOffset, byteLength }: Float32Array): string {
  return Buffer.from(buffer, byteOffset, byteLength).toString('base64');
}

function refused(message: string, param: string): EmbeddingsAnswer {
  const error = { message, type: 'invalid_request_error', param, code: null };
  return { status: 400, body: Buffer.from(JSON.stringify({ error })) };
}
