import { readFileSync } from 'node:fs';
import { resourcePath } from '../resources.ts';
import { readWordTable, type WordTable } from './word-table.ts';

/** What texts are read with. */
export interface Vocabulary {
  readonly table: WordTable;
  /** Words that are mostly written with a capital. */
  readonly names: ReadonlySet<string>;
}

/** Reads `resources/embeddings`: 8 MB, some tens of milliseconds. scripts/distil-embeddings makes it. */
export function loadVocabulary(): Vocabulary {
  return {
    table: readWordTable(readFileSync(resourcePath('embeddings/words.bin'))),
    names: new Set(readFileSync(resourcePath('embeddings/names.txt'), 'utf8').trim().split('\n')),
  };
}
