import { readFileSync, writeFileSync } from 'node:fs';
import { DIMENSIONS, writeWordVectors } from '../../src/core/guardrails/abuse/word-vectors.ts';
import { resourcePath } from '../../src/core/resources.ts';
import { readWordTable } from '../../src/core/similarity/word-table.ts';

/*
 * Makes resources/abuse-detector/words.bin: the words of resources/embeddings with the first components of their vectors,
 * which are those that differ most. A copy, because the model holds for these very numbers. Run it before a training if
 * the embeddings have changed and the detector shall follow.
 */

const { words, rows, scales } = readWordTable(readFileSync(resourcePath('embeddings/words.bin')));
const wide = rows.length / words.size;
const components = new Float32Array(words.size * DIMENSIONS);
for (let row = 0; row < words.size; row += 1) {
  for (let index = 0; index < DIMENSIONS; index += 1) {
    components[row * DIMENSIONS + index] = (rows[row * wide + index] ?? 0) * (scales[row] ?? 0);
  }
}
const spread = Math.sqrt(components.reduce((sum, value) => sum + value * value, 0) / components.length);
writeFileSync(
  resourcePath('abuse-detector/words.bin'),
  writeWordVectors(
    [...words.keys()],
    components.map((value) => value / spread),
  ),
);
