export type { AbuseScores } from './judge-text.ts';
export { scoreAbuse, scoreAbuseInTurns } from './score-abuse.ts';
