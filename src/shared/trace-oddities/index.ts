export { findOddities, odditiesOfSpan, type OddityInput } from './find-oddities.ts';
export { MOST_ROWS, oddityWords, type Oddity, type OddityKind, type OddityWords } from './oddity.ts';
