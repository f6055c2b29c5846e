export { wordsGuard } from './words-guard.ts';
export { hasUnits } from './word-entries.ts';
