/** Up to here a text is tokenized; the rest is taken to be as dense, so that a huge text never blocks the thread. */
const EXACT_CHARACTERS = 16_384;
/** Merging is quadratic in the length of one unbroken run; longer runs are cut into pieces. */
const LONGEST_RUN = 256;
const LONG_RUN = new RegExp(`\\S{${LONGEST_RUN + 1}}|\\s{${LONGEST_RUN + 1}}`);
const PIECES = new RegExp(`\\S{1,${LONGEST_RUN}}\\s{0,${LONGEST_RUN}}|\\s{1,${LONGEST_RUN}}`, 'g');

export type CountTokens = (text: string) => number;

let loading: Promise<CountTokens> | null = null;

/**
 * The o200k tokenizer. Its table takes about 0.14 s to load, once, so nothing loads it before it is needed.
 */
export function loadTokenizer(): Promise<CountTokens> {
  loading ??= import('gpt-tokenizer/encoding/o200k_base').then(
    ({ countTokens: exact }) =>
      (text: string) =>
        countTokens(text, (piece) => exact(piece, { disallowedSpecial: new Set() })),
  );
  return loading;
}

/** Tokens of a text in bounded time: exact for ordinary texts up to 16,384 characters, estimated beyond. */
export function countTokens(text: string, exact: CountTokens): number {
  if (text.length <= EXACT_CHARACTERS) return countBroken(text, exact);
  const counted = countBroken(text.slice(0, EXACT_CHARACTERS), exact);
  return Math.round((counted * text.length) / EXACT_CHARACTERS);
}

function countBroken(text: string, exact: CountTokens): number {
  if (!LONG_RUN.test(text)) return exact(text);
  let tokens = 0;
  for (const [piece] of text.matchAll(PIECES)) tokens += exact(piece);
  return tokens;
}
