/** A piece of a text: in both, only in the first, or only in the second. */
export interface TextPiece {
  readonly kind: 'same' | 'removed' | 'added';
  readonly text: string;
}

/** Texts that differ in more words than this are not told apart word by word. */
const MOST_EDITS = 600;
/** Of longer texts only the beginning and the end that they share are looked for. */
const MOST_WORDS = 40_000;

/**
 * What changed between two texts, by words: Myers, "An O(ND) difference algorithm and its variations" (Algorithmica 1,
 * 1986), given up after a bounded number of edits. Beyond the bounds, what lies between the shared beginning and end is
 * one removal and one addition, which is always true, if coarse.
 */
export function diffText(before: string, after: string): TextPiece[] {
  return diffUnits(wordsOf(before), wordsOf(after));
}

/** The same by lines: each piece is whole lines. */
export function diffLines(before: string, after: string): TextPiece[] {
  return diffUnits(linesOf(before), linesOf(after));
}

function diffUnits(a: readonly string[], b: readonly string[]): TextPiece[] {
  const head = commonHead(a, b);
  const tail = commonTail(a, b, head);
  const middleA = a.slice(head, a.length - tail);
  const middleB = b.slice(head, b.length - tail);
  const isBounded = middleA.length + middleB.length <= MOST_WORDS;
  const middle = isBounded ? shortestEdits(middleA, middleB) : null;
  return joined([
    { kind: 'same', text: a.slice(0, head).join('') },
    ...(middle ?? [
      { kind: 'removed' as const, text: middleA.join('') },
      { kind: 'added' as const, text: middleB.join('') },
    ]),
    { kind: 'same', text: a.slice(a.length - tail).join('') },
  ]);
}

/** Words, runs of blanks, and single other characters: joined again they are the text. */
function wordsOf(text: string): string[] {
  return text.match(/[\p{L}\p{N}_]+|\s+|[^\p{L}\p{N}_\s]/gu) ?? [];
}

/** Lines with their ends. */
function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

function commonHead(a: readonly string[], b: readonly string[]): number {
  let length = 0;
  while (length < a.length && length < b.length && a[length] === b[length]) length += 1;
  return length;
}

function commonTail(a: readonly string[], b: readonly string[], head: number): number {
  const most = Math.min(a.length, b.length) - head;
  let length = 0;
  while (length < most && a[a.length - 1 - length] === b[b.length - 1 - length]) length += 1;
  return length;
}

/** The pieces of a shortest edit, or null when that takes too many. */
function shortestEdits(a: readonly string[], b: readonly string[]): TextPiece[] | null {
  const most = Math.min(MOST_EDITS, a.length + b.length);
  const offset = most + 1;
  const furthest = new Int32Array(2 * offset + 1);
  const history: Int32Array[] = [];
  for (let edits = 0; edits <= most; edits += 1) {
    // What was reached before this round is what the way back is found by.
    history.push(furthest.slice(offset - edits - 1, offset + edits + 2));
    for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
      let x = stepFrom(furthest, offset, diagonal, edits);
      while (x < a.length && x - diagonal < b.length && a[x] === b[x - diagonal]) x += 1;
      furthest[offset + diagonal] = x;
      if (x >= a.length && x - diagonal >= b.length) return wayBack(a, b, history);
    }
  }
  return null;
}

/** Where a round begins on a diagonal: one down from the diagonal above, or one right from the one below. */
function stepFrom(furthest: Int32Array, offset: number, diagonal: number, edits: number): number {
  const below = furthest[offset + diagonal - 1] ?? 0;
  const above = furthest[offset + diagonal + 1] ?? 0;
  const isDown = diagonal === -edits || (diagonal !== edits && below < above);
  return edits === 0 ? 0 : isDown ? above : below + 1;
}

function wayBack(a: readonly string[], b: readonly string[], history: readonly Int32Array[]): TextPiece[] {
  const pieces: TextPiece[] = [];
  let x = a.length;
  let y = b.length;
  for (let edits = history.length - 1; edits > 0; edits -= 1) {
    const furthest = history[edits] ?? new Int32Array();
    const offset = edits + 1;
    const diagonal = x - y;
    const below = furthest[offset + diagonal - 1] ?? 0;
    const above = furthest[offset + diagonal + 1] ?? 0;
    const isDown = diagonal === -edits || (diagonal !== edits && below < above);
    const fromX = isDown ? above : below;
    const fromY = fromX - (isDown ? diagonal + 1 : diagonal - 1);
    const afterX = isDown ? fromX : fromX + 1;
    pieces.push({ kind: 'same', text: a.slice(afterX, x).join('') });
    pieces.push(
      isDown
        ? { kind: 'added', text: b.slice(fromY, fromY + 1).join('') }
        : { kind: 'removed', text: a.slice(fromX, fromX + 1).join('') },
    );
    x = fromX;
    y = fromY;
  }
  pieces.push({ kind: 'same', text: a.slice(0, x).join('') });
  return pieces.reverse();
}

/** Neighbours of a kind as one piece; between two same pieces, what was removed before what was added. */
function joined(pieces: readonly TextPiece[]): TextPiece[] {
  const result: TextPiece[] = [];
  let removed = '';
  let added = '';
  let same = '';
  const flushEdits = () => {
    if (removed !== '') result.push({ kind: 'removed', text: removed });
    if (added !== '') result.push({ kind: 'added', text: added });
    removed = '';
    added = '';
  };
  const flushSame = () => {
    if (same !== '') result.push({ kind: 'same', text: same });
    same = '';
  };
  for (const { kind, text } of pieces) {
    if (text === '') continue;
    if (kind === 'same') {
      flushEdits();
      same += text;
    } else {
      flushSame();
      if (kind === 'removed') removed += text;
      else added += text;
    }
  }
  flushEdits();
  flushSame();
  return result;
}
