export { SEPARATOR } from './fold-character.ts';
export { foldText, joinSpacedLetters, LEET, PLAIN, rebase, type FoldedText } from './folded-text.ts';
export { unescapeText, type Unescaped } from './unescape.ts';
export { isWrapUnit, LONGEST_WRAPPED, unwrapRuns, type Wrapped } from './unwrap.ts';
