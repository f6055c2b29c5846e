import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inverseLength } from './embed-text.ts';
import type { Fingerprint } from './fingerprint.ts';
import { entryLabel, entryOfLabel } from './labels.ts';
import { PromptRing } from './prompt-ring.ts';
import { DIMENSIONS } from './scan-module.ts';
import { BLOCK_ROWS, VectorBlocks } from './vector-blocks.ts';

const vector = fc
  .array(fc.integer({ min: -127, max: 127 }), { minLength: DIMENSIONS, maxLength: DIMENSIONS })
  .map((values) => Int8Array.from(values));

function promptOf(key: number, of: Int8Array): Fingerprint {
  return { key, vector: of, marks: Uint32Array.of(key) };
}

/** Reference: one product after the other. */
function cosine(left: Int8Array, right: Int8Array): number {
  let sum = 0;
  for (let index = 0; index < DIMENSIONS; index += 1) sum += left[index]! * right[index]!;
  return sum * Math.fround(inverseLength(left)) * inverseLength(right);
}

describe('the search for the nearest prompts', () => {
  it('finds what comparing one by one finds, whatever the vectors', () => {
    fc.assert(
      fc.property(fc.array(vector, { minLength: 1, maxLength: 30 }), vector, (rows, asked) => {
        const ring = new PromptRing(new VectorBlocks());
        rows.forEach((row, index) => ring.add(promptOf(index, row), entryLabel(index)));
        const expected =
          inverseLength(asked) === 0 ? [] : rows.map((row) => cosine(row, asked)).sort((a, b) => b - a);
        const found = ring.nearest(asked, 5);
        expect(found.map(({ score }) => score)).toEqual(
          expected.slice(0, 5).map((score) => Math.min(1, score)),
        );
        for (const { score, label } of found) {
          expect(score).toBe(Math.min(1, cosine(rows[entryOfLabel(label)]!, asked)));
        }
      }),
      { numRuns: 60 },
    );
  });

  it('finds over the borders of blocks, and what was dropped no more', () => {
    const ring = new PromptRing(new VectorBlocks());
    const rowOf = (key: number): Int8Array =>
      Int8Array.from(
        { length: DIMENSIONS },
        (_, index) => (Math.imul(key + 1, (index + 7) * 40_503) >>> 8) % 120,
      );
    const count = BLOCK_ROWS * 2 + 10;
    for (let key = 0; key < count; key += 1) ring.add(promptOf(key, rowOf(key)), entryLabel(key));
    for (const key of [0, BLOCK_ROWS - 1, BLOCK_ROWS, count - 1]) {
      expect(entryOfLabel(ring.nearest(rowOf(key), 1)[0]!.label)).toBe(key);
    }
    ring.dropOldestBlock();
    expect(ring.size).toBe(count - BLOCK_ROWS);
    expect(ring.nearest(rowOf(0), 1)[0]!.score).toBeLessThan(1);
    expect(ring.add(promptOf(0, rowOf(0)), entryLabel(0))).toBe(true);
    expect(ring.nearest(rowOf(0), 1)[0]!.score).toBeCloseTo(1, 6);
  });

  it('takes a prompt once, and passes over what is not wanted', () => {
    const ring = new PromptRing(new VectorBlocks());
    const row = Int8Array.from({ length: DIMENSIONS }, (_, index) => index % 50);
    expect(ring.add(promptOf(1, row), entryLabel(1))).toBe(true);
    expect(ring.add(promptOf(1, row), entryLabel(2))).toBe(false);
    expect(ring.size).toBe(1);
    expect(ring.nearest(row, 3, (label) => entryOfLabel(label) !== 1)).toEqual([]);
    expect(ring.nearest(row, 1)[0]!.marks).toEqual(Uint32Array.of(1));
  });
});
