export { readGuardFigures, readGuardScores, type GuardScoresQuestion } from './guard-figures.ts';
export { readShadow, type ShadowQuestion } from './policy-shadow.ts';
export { VerdictRetention } from './verdict-retention.ts';
export { VerdictTable } from './verdict-table.ts';
