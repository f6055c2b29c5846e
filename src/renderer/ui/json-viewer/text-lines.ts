/** Longer lines are broken, or one line of a megabyte would have to be laid out at once. */
const LONGEST_LINE = 240;

/** Where the lines of a text begin, long ones broken; the last entry is the end of the text. */
export function lineOffsets(text: string, longest: number = LONGEST_LINE): Int32Array {
  const offsets: number[] = [];
  for (let start = 0; start <= text.length;) {
    const newline = text.indexOf('\n', start);
    const end = newline === -1 ? text.length : newline;
    offsets.push(start);
    for (let at = start + longest; at < end; at += longest) offsets.push(isInPair(text, at) ? at + 1 : at);
    start = end + 1;
  }
  offsets.push(text.length);
  return Int32Array.from(offsets);
}

/** A line without its line break. */
export function lineAt(text: string, offsets: Int32Array, line: number): string {
  const from = offsets[line] ?? 0;
  const to = offsets[line + 1] ?? text.length;
  return text.slice(from, to).replace(/\r?\n$/, '');
}

/** Whether an offset is between the two halves of a character. */
function isInPair(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 0xdc00 && code <= 0xdfff;
}
