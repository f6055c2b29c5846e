/**
 * What is looked for: the literal pieces of a text between its `*` wildcards, as the filter language reads them
 * (shared/filter). `['night train']` is the phrase, `['tra', '']` every word that begins with "tra".
 */
export type TextPattern = readonly [string, ...string[]];

export interface FtsQuery {
  /** In the language of FTS5's MATCH, https://www.sqlite.org/fts5.html#full_text_query_syntax. */
  match: string;
  /** Whether it asks for the beginning of a word. */
  isPrefix: boolean;
}

/** What FTS5 takes for the end of a query. */
const NUL = /\0/g;

/**
 * Each piece becomes a phrase, its words one after the other; all of them have to be in the trace. Before a wildcard the
 * last word need only begin so; what a wildcard stands before has to begin a word all the same, since an index of words
 * does not find their ends. Null when nothing is asked for: the pattern is empty or all wildcards.
 */
export function ftsQuery(pattern: TextPattern): FtsQuery | null {
  const phrases: string[] = [];
  let isPrefix = false;
  pattern.forEach((piece, index) => {
    if (piece.trim() === '') return;
    // After a space the wildcard stands for whole words of their own, which may be any.
    const begins = index < pattern.length - 1 && !/\s$/.test(piece);
    isPrefix ||= begins;
    phrases.push(begins ? `${quoted(piece)} *` : quoted(piece));
  });
  return phrases.length === 0 ? null : { match: phrases.join(' AND '), isPrefix };
}

/** Within quotes everything is text but the quote itself, which is doubled. */
function quoted(text: string): string {
  return `"${text.replace(NUL, ' ').replaceAll('"', '""')}"`;
}
