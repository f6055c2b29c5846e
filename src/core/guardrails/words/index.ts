export { wordsGuard } from './words-guard.ts';
