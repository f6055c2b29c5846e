import type { TextPiece } from '../../../lib/text-diff.ts';

export interface DiffLine {
  readonly kind: TextPiece['kind'];
  readonly text: string;
  /** From 1; null: the line is not in that text. */
  readonly before: number | null;
  readonly after: number | null;
}

/** A row of two texts side by side; null: nothing stands there. */
export interface DiffPair {
  readonly left: DiffLine | null;
  readonly right: DiffLine | null;
}

/** The pieces of a difference by lines, each line by itself and numbered. */
export function unifiedLines(pieces: readonly TextPiece[]): DiffLine[] {
  let before = 0;
  let after = 0;
  return pieces.flatMap(({ kind, text }) =>
    text
      .replace(/\n$/, '')
      .split('\n')
      .map((line): DiffLine => {
        if (kind !== 'added') before += 1;
        if (kind !== 'removed') after += 1;
        return {
          kind,
          text: line,
          before: kind === 'added' ? null : before,
          after: kind === 'removed' ? null : after,
        };
      }),
  );
}

/** The same side by side: what was removed beside what was added in its place. */
export function pairedLines(lines: readonly DiffLine[]): DiffPair[] {
  const pairs: DiffPair[] = [];
  let at = 0;
  const run = (kind: TextPiece['kind']) => {
    const start = at;
    while (lines[at]?.kind === kind) at += 1;
    return lines.slice(start, at);
  };
  while (at < lines.length) {
    for (const line of run('same')) pairs.push({ left: line, right: line });
    const removed = run('removed');
    const added = run('added');
    for (let index = 0; index < Math.max(removed.length, added.length); index += 1)
      pairs.push({ left: removed[index] ?? null, right: added[index] ?? null });
  }
  return pairs;
}
