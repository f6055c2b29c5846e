export { findOddities, odditiesOfSpan, type OddityInput } from './find-oddities.ts';
export { MOST_ROWS, oddityWords, type Oddity, type OddityKind } from './oddity.ts';
