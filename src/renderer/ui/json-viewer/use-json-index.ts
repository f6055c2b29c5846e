import { useEffect, useState } from 'react';
import { inSlices } from '../../lib/in-slices.ts';
import { report } from '../../lib/report.ts';
import { JsonIndex, JsonSyntaxError } from './json-index.ts';
import { JsonRows } from './json-rows.ts';

export type IndexState =
  | { readonly state: 'reading'; readonly share: number }
  | { readonly state: 'ready'; readonly rows: JsonRows }
  /** Then it is shown as text. */
  | { readonly state: 'not-json' };

/** Characters between two looks at the clock. */
const CHARACTERS_A_STEP = 64 * 1024;
/** Values that are open at first may bring this many rows. */
const ROWS_AT_FIRST = 200;

/** Reads a document in slices, with how far it is. */
export function useJsonIndex(text: string): IndexState {
  const [state, setState] = useState<{ text: string; value: IndexState }>({ text, value: START });
  useEffect(() => {
    const stop = new AbortController();
    const tell = (value: IndexState) => {
      if (!stop.signal.aborted) setState({ text, value });
    };
    readIndex(text, stop.signal, (share) => tell({ state: 'reading', share })).then(
      (rows) => tell({ state: 'ready', rows }),
      (error: unknown) => {
        if (stop.signal.aborted) return;
        if (!(error instanceof JsonSyntaxError)) report('reading JSON failed', error);
        tell({ state: 'not-json' });
      },
    );
    return () => stop.abort();
  }, [text]);
  return state.text === text ? state.value : START;
}

const START: IndexState = { state: 'reading', share: 0 };
const TELL_EVERY = 2 * 1024 * 1024;

async function readIndex(text: string, signal: AbortSignal, onShare: (share: number) => void) {
  const index = new JsonIndex(text);
  let told = 0;
  await inSlices(() => {
    const done = index.step(CHARACTERS_A_STEP);
    if (index.position - told > TELL_EVERY) {
      told = index.position;
      onShare(told / text.length);
    }
    return done;
  }, signal);
  const rows = new JsonRows(index);
  openFirstLevels(rows);
  return rows;
}

/** Two levels, unless they hold much. */
function openFirstLevels(rows: JsonRows): void {
  rows.open(0);
  if (rows.length > ROWS_AT_FIRST) return;
  for (let row = rows.length - 1; row > 0; row -= 1) {
    if (rows.index.countOf(rows.nodeAt(row)) <= ROWS_AT_FIRST / 10) rows.open(row);
  }
}
