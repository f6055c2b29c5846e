import { workerData } from 'node:worker_threads';
import type { PromptEntry, PromptScope } from '../../shared/similarity.ts';
import { readFingerprints } from '../store/similarity/index.ts';
import { serveThread } from '../threads/index.ts';
import { Comparison, type Alike, type Compared, type ComparedPrompt } from './comparison.ts';
import { decodeFingerprint } from './fingerprint.ts';
import { MAX_RECENT } from './recent-prompts.ts';
import { loadVocabulary } from './vocabulary.ts';

export interface SimilarityThreadSettings {
  /** Of telemetry.db; null: no prompt of an earlier time is taken in. */
  readonly path: string | null;
  readonly entries: readonly PromptEntry[];
}

export type SimilarityOperations = {
  compare: (prompt: ComparedPrompt) => Compared;
  like: (question: {
    text: string;
    scope: PromptScope;
    count: number;
    exceptTrace: string | null;
  }) => Alike[];
  setEntries: (entries: readonly PromptEntry[]) => void;
  held: () => number;
  close: () => void;
};

/** Holds the recent prompts and the lists, some 600 bytes a prompt, and the word table of 8 MB. */
await serveThread<SimilarityOperations>(() => {
  const { path, entries } = workerData as SimilarityThreadSettings;
  const comparison = new Comparison(loadVocabulary());
  comparison.setEntries(entries);
  for (const stored of path === null ? [] : readFingerprints(path, MAX_RECENT)) {
    const fingerprint = decodeFingerprint(stored.fingerprint);
    if (fingerprint !== null) comparison.remember(stored, fingerprint, stored);
  }
  return {
    compare: (prompt) => comparison.compare(prompt),
    like: ({ text, scope, count, exceptTrace }) => comparison.like(text, scope, count, exceptTrace),
    setEntries: (changed) => comparison.setEntries(changed),
    held: () => comparison.held,
    close: () => undefined,
  };
});
