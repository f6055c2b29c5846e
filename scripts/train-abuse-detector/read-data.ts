import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { LabelledText } from './labelled-text.ts';

const rowSchema = z.object({
  text: z.string(),
  label: z.enum(['benign', 'prompt_injection', 'jailbreak', 'harmful']),
  source: z.string(),
});

/** Reads `train.jsonl` of a folder: one row a line. @throws Error when a line is no such row */
export function readData(folder: string): LabelledText[] {
  const lines = readFileSync(join(folder, 'train.jsonl'), 'utf8').split('\n');
  return lines.filter((line) => line !== '').map((line) => rowSchema.parse(JSON.parse(line)));
}
