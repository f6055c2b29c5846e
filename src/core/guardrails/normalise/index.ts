export { SEPARATOR } from './fold-character.ts';
export { foldText, joinSpacedLetters, LEET, rebase, type FoldedText } from './folded-text.ts';
export { unescapeText } from './unescape.ts';
export { isWrapUnit, LONGEST_WRAPPED, unwrapRuns } from './unwrap.ts';
