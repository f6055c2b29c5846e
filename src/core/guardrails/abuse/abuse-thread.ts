import { serveThread } from '../../threads/index.ts';
import type { AbuseScores } from './judge-text.ts';
import { scoreAbuse, scoreAbuseInTurns } from './score-abuse.ts';

export type AbuseOperations = {
  score: (texts: readonly string[]) => Promise<AbuseScores[]>;
  close: () => void;
};

/** Holds the model, some 20 MB once it is read. A long text lets others have their turn. */
await serveThread<AbuseOperations>(() => {
  scoreAbuse('The model is read before the first text comes.');
  return {
    score: async (texts) => {
      const scores: AbuseScores[] = [];
      for (const text of texts) scores.push(await scoreAbuseInTurns(text));
      return scores;
    },
    close: () => undefined,
  };
});
