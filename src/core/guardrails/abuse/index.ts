export { AbuseDetector } from './abuse-detector.ts';
export type { AbuseScores } from './judge-text.ts';
export { scoreAbuse } from './score-abuse.ts';
