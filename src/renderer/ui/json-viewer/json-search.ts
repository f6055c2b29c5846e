import { inSlices } from '../../lib/in-slices.ts';

/** Offsets of what was found, in order. */
export interface Matches {
  readonly offsets: readonly number[];
  /** There are more than are counted. */
  readonly isMore: boolean;
}

const SLICE = 256 * 1024;
export const MOST_MATCHES = 10_000;

/**
 * Where a text occurs in JSON, as it is or as JSON writes it within strings, upper and lower case alike. In slices, so
 * that the longest document is searched without holding up the page.
 */
export async function searchJson(text: string, wanted: string, signal: AbortSignal): Promise<Matches> {
  if (wanted === '') return { offsets: [], isMore: false };
  const written = JSON.stringify(wanted).slice(1, -1);
  const pattern = new RegExp([...new Set([written, wanted])].map(literally).join('|'), 'gi');
  const overlap = Math.max(written.length, wanted.length) - 1;
  const offsets: number[] = [];
  let from = 0;
  await inSlices(() => {
    // A match that begins in the next slice is found there.
    const slice = text.slice(from, from + SLICE + overlap);
    for (const match of slice.matchAll(pattern)) {
      if (match.index >= SLICE || offsets.length > MOST_MATCHES) break;
      if (from + match.index >= (offsets.at(-1) ?? -1)) offsets.push(from + match.index);
    }
    from += SLICE;
    return from >= text.length || offsets.length > MOST_MATCHES;
  }, signal);
  const isMore = offsets.length > MOST_MATCHES;
  return { offsets: isMore ? offsets.slice(0, MOST_MATCHES) : offsets, isMore };
}

function literally(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}
