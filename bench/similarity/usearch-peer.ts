import { createRequire } from 'node:module';
import { inverseLength } from '../../src/core/similarity/embed-text.ts';
import type { Fingerprint } from '../../src/core/similarity/fingerprint.ts';
import { DIMENSIONS } from '../../src/core/similarity/scan-module.ts';
import { installPeer } from '../parties/npm-peer.ts';
import { timesOf } from './times-of.ts';

/* USearch as a peer: an index by HNSW, in native code, which finds most of the nearest but not all. */

const VERSION = '2.26.2';
const NEIGHBOURS = 10;

interface Index {
  add(keys: BigUint64Array, vectors: Float32Array, threads: number): void;
  search(vector: Float32Array, count: number, threads: number): { readonly keys: BigUint64Array };
}

/** What it takes to build and to ask, and how many of the ten nearest it finds. One row, or one that says why not. */
export async function usearchRow(held: readonly Fingerprint[], asked: readonly Fingerprint[]) {
  const name = `USearch ${VERSION}, ${held.length.toLocaleString('en-US')}`;
  try {
    const home = await installPeer('usearch', VERSION);
    const { Index: IndexOf } = createRequire(import.meta.url)(home) as {
      Index: new (options: { metric: string; dimensions: number; quantization: string }) => Index;
    };
    const index = new IndexOf({ metric: 'cos', dimensions: DIMENSIONS, quantization: 'i8' });
    const start = performance.now();
    held.forEach(({ vector }, key) =>
      index.add(BigUint64Array.of(BigInt(key)), Float32Array.from(vector), 1),
    );
    const buildMs = performance.now() - start;
    const ask = ({ vector }: Fingerprint) => index.search(Float32Array.from(vector), NEIGHBOURS, 1);
    const times = timesOf(asked.length, (at) => ask(asked[at]!));
    const recalled = asked.slice(0, 50).map((prompt) => recall(nearest(held, prompt), ask(prompt).keys));
    const mean = recalled.reduce((sum, value) => sum + value, 0) / recalled.length;
    return [{ name, figures: { ...times, 'build ms': buildMs, 'recall@10 %': 100 * mean } }];
  } catch (error) {
    return [{ name, figures: { 'p50 ms': `not run: ${String(error).slice(0, 60)}` } }];
  }
}

function nearest(held: readonly Fingerprint[], { vector }: Fingerprint): Set<number> {
  const scores = held.map((other, key) => {
    let sum = 0;
    for (let index = 0; index < DIMENSIONS; index += 1) sum += other.vector[index]! * vector[index]!;
    return { key, score: sum * inverseLength(other.vector) };
  });
  scores.sort((left, right) => right.score - left.score);
  return new Set(scores.slice(0, NEIGHBOURS).map(({ key }) => key));
}

function recall(expected: ReadonlySet<number>, keys: BigUint64Array): number {
  return [...keys].filter((key) => expected.has(Number(key))).length / expected.size;
}
