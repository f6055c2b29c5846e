import { Comparison } from '../src/core/similarity/comparison.ts';
import { fingerprintOf } from '../src/core/similarity/fingerprint.ts';
import { DIMENSIONS } from '../src/core/similarity/scan-module.ts';
import { loadVocabulary, type Vocabulary } from '../src/core/similarity/vocabulary.ts';
import type { BenchResult } from './bench-result.ts';

import { madePrompts } from './similarity/made-prompts.ts';
import { pairRows, precisionRows } from './similarity/pair-quality.ts';
import { timesOf } from './similarity/times-of.ts';
import { usearchRow } from './similarity/usearch-peer.ts';

const SIZES = (process.env.SIGNALBOX_BENCH_PROMPTS ?? '10000,100000').split(',').map(Number);
const QUESTIONS = 300;
const SCOPE = { org: 'bench', workspace: null };

/** What comparing a prompt costs, in the thread that does it, and how well it tells prompts apart. */
export async function run(): Promise<BenchResult> {
  const loadStart = performance.now();
  const vocabulary = loadVocabulary();
  const rows: BenchResult['rows'] = [
    { name: 'word table: load', figures: { ms: performance.now() - loadStart } },
    ...embedRows(vocabulary),
  ];
  const most = Math.max(...SIZES);
  const prompts = madePrompts(most + QUESTIONS);
  const vectors = prompts.map((text) => fingerprintOf(text, vocabulary));
  for (const size of SIZES) {
    rows.push(...searchRows(vocabulary, prompts, vectors.slice(0, size)));
    rows.push(...(await usearchRow(vectors.slice(0, size), vectors.slice(most))));
  }
  return {
    name: 'similarity',
    rows: [...rows, ...pairRows(vocabulary), ...precisionRows(vocabulary)],
    notes: [
      'compare: a prompt is embedded, compared with all of its scope and with the lists, and remembered; the search is exact.',
      'The floor copies the same bytes from memory to memory; the loop multiplies them in JavaScript.',
      'Prompts are made of words by a seeded generator: speed does not depend on what they say.',
      'Pairs are written by hand (bench/similarity/prompt-pairs.ts): few, so that a share is good to about ten points.',
      'Precision: of the pairs of prompts from a cosine on, how many mean the same; then without those with a contrast.',
    ],
  };
}

function embedRows(vocabulary: Vocabulary) {
  const short = 'How do I reset the password of my account at the shop?';
  const texts = {
    'embed: 54 characters': short,
    'embed: 4,000 characters': `${short} `.repeat(80).slice(0, 4_000),
  };
  return Object.entries(texts).map(([name, text]) => ({
    name,
    figures: timesOf(2_000, (index) => fingerprintOf(`${text}${index}`, vocabulary)),
  }));
}

function searchRows(
  vocabulary: Vocabulary,
  prompts: readonly string[],
  held: ReturnType<typeof fingerprintOf>[],
) {
  const comparison = new Comparison(vocabulary, Infinity);
  const id = (index: number) => ({
    traceId: index.toString(16).padStart(32, '0'),
    spanId: index.toString(16).padStart(16, '0'),
  });
  held.forEach((prompt, index) => comparison.remember(SCOPE, prompt, id(index)));
  const questions = prompts.slice(-QUESTIONS);
  const count = comparison.held.toLocaleString('en-US');
  const bytes = new Int8Array(held.length * DIMENSIONS);
  held.forEach(({ vector }, row) => bytes.set(vector, row * DIMENSIONS));
  const copy = new Int8Array(bytes.length);
  const query = held[0]?.vector ?? new Int8Array(DIMENSIONS);
  return [
    {
      name: `compare with ${count}`,
      figures: timesOf(QUESTIONS, (index) =>
        comparison.compare({ text: questions[index] ?? '', scope: SCOPE, ...id(held.length + index) }),
      ),
    },
    {
      name: `floor: copying ${count} vectors`,
      figures: timesOf(50, () => copy.set(bytes)),
    },
    { name: `loop in JavaScript over ${count}`, figures: timesOf(10, () => loop(bytes, query)) },
  ];
}

function loop(rows: Int8Array, query: Int8Array): number {
  let best = -Infinity;
  for (let at = 0; at < rows.length; at += DIMENSIONS) {
    let sum = 0;
    for (let index = 0; index < DIMENSIONS; index += 1) sum += rows[at + index]! * query[index]!;
    best = Math.max(best, sum);
  }
  return best;
}
