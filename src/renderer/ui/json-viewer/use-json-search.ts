import { useEffect, useState } from 'react';
import { report } from '../../lib/report.ts';
import { searchJson, type Matches } from './json-search.ts';

const NONE: Matches = { offsets: [], isMore: false };
/** While a word is typed, it is not searched for letter by letter. */
const TYPING_MS = 120;

export interface JsonSearch {
  readonly query: string;
  readonly setQuery: (query: string) => void;
  readonly matches: Matches;
  readonly isBusy: boolean;
}

/** What of a document contains the text that is typed. */
export function useJsonSearch(text: string): JsonSearch {
  const [query, setQuery] = useState('');
  const [found, setFound] = useState<{ text: string; query: string; matches: Matches } | null>(null);
  useEffect(() => {
    if (query === '') return;
    const stop = new AbortController();
    const timer = setTimeout(() => {
      searchJson(text, query, stop.signal).then(
        (matches) => setFound({ text, query, matches }),
        (error: unknown) => {
          if (!stop.signal.aborted) report('searching in JSON failed', error);
        },
      );
    }, TYPING_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [text, query]);
  const isCurrent = found !== null && found.text === text && found.query === query;
  return { query, setQuery, matches: isCurrent ? found.matches : NONE, isBusy: query !== '' && !isCurrent };
}
