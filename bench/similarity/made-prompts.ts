import { PROMPT_PAIRS } from './prompt-pairs.ts';

/** So many different prompts of 6 to 40 words, the same each time. */
export function madePrompts(count: number): string[] {
  const words = [
    ...new Set(
      Object.values(PROMPT_PAIRS)
        .flat(2)
        .join(' ')
        .toLowerCase()
        .match(/[a-z]+/g),
    ),
  ];
  let state = 7;
  const next = (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state >>> 8) % below;
  };
  return Array.from({ length: count }, (_, index) => {
    const length = 6 + next(35);
    return `${Array.from({ length }, () => words[next(words.length)]).join(' ')} ${index}`;
  });
}
