/** Shorter texts stay in the row: what a body's own row costs would be more than what storing it once saves. */
export const MIN_BODY_LENGTH = 256;
/** An element of a list costs its row only a number, so that shorter ones pay; and messages are often short. */
const MIN_ELEMENT_LENGTH = 64;
/** Longer pieces are cut, so that no hash and no compression holds up the writer. */
export const MAX_PIECE_LENGTH = 2 ** 20;
/** A list of more elements is no conversation. */
const MAX_ELEMENTS = 4096;

/** A part of a text: one that is worth a body of its own, or one that stays where it is. */
export interface Segment {
  readonly text: string;
  readonly isBody: boolean;
}

/**
 * Cuts a text so that what recurs in others comes in pieces of its own: a JSON array at its elements, a JSON object at
 * the elements of the arrays directly in it (an array of messages, the body of a request). Any other text is one piece.
 * The segments joined are the text, whatever it is: what only looks like JSON is merely cut in odd places.
 * `isList`: whether its elements may recur; otherwise it is like any other text.
 */
export function splitText(text: string, isList = true): Segment[] {
  const segments: Segment[] = [];
  let from = 0;
  for (const { start, end } of isList ? elementsOf(text) : []) {
    if (end - start < MIN_ELEMENT_LENGTH) continue;
    pushBetween(segments, text.slice(from, start));
    pushBody(segments, text.slice(start, end));
    from = end;
  }
  pushBetween(segments, text.slice(from));
  return segments;
}

function pushBetween(segments: Segment[], text: string): void {
  if (text.length >= MIN_BODY_LENGTH) pushBody(segments, text);
  else if (text !== '') segments.push({ text, isBody: false });
}

function pushBody(segments: Segment[], text: string): void {
  for (let from = 0; from < text.length;) {
    let to = Math.min(text.length, from + MAX_PIECE_LENGTH);
    if (to < text.length && isHighSurrogate(text.charCodeAt(to - 1))) to -= 1;
    segments.push({ text: text.slice(from, to), isBody: true });
    from = to;
  }
}

/** Half a character cannot be written as UTF-8. */
function isHighSurrogate(code: number): boolean {
  return code >= 0xd800 && code < 0xdc00;
}

interface Element {
  start: number;
  end: number;
}

const QUOTE = 34;
const COMMA = 44;
const OPEN_BRACKET = 91;
const BACKSLASH = 92;
const CLOSE_BRACKET = 93;
const OPEN_BRACE = 123;
const CLOSE_BRACE = 125;

/** Where the elements of the outermost arrays lie; none when there are too many. Strings are passed with one search each. */
function elementsOf(text: string): Element[] {
  const elements: Element[] = [];
  const first = skipSpace(text, 0, text.length);
  const opening = text.charCodeAt(first);
  if (opening !== OPEN_BRACKET && opening !== OPEN_BRACE) return elements;
  const listDepth = opening === OPEN_BRACKET ? 1 : 2;
  let depth = 0;
  let elementStart = -1;
  for (let at = first; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      at = endOfString(text, at);
      if (at < 0) return elements;
    } else if (code === OPEN_BRACKET || code === OPEN_BRACE) {
      depth += 1;
      if (depth === listDepth) elementStart = code === OPEN_BRACKET ? at + 1 : -1;
    } else if (depth === listDepth && elementStart >= 0 && (code === COMMA || code === CLOSE_BRACKET)) {
      elements.push(trimmed(text, elementStart, at));
      if (elements.length > MAX_ELEMENTS) return [];
      elementStart = code === COMMA ? at + 1 : -1;
      if (code === CLOSE_BRACKET) depth -= 1;
    } else if (code === CLOSE_BRACKET || code === CLOSE_BRACE) {
      depth -= 1;
      if (depth <= 0) return elements;
    }
  }
  return elements;
}

function endOfString(text: string, open: number): number {
  for (let at = text.indexOf('"', open + 1); at >= 0; at = text.indexOf('"', at + 1)) {
    let before = at - 1;
    while (text.charCodeAt(before) === BACKSLASH) before -= 1;
    if ((at - before) % 2 === 1) return at;
  }
  return -1;
}

function trimmed(text: string, from: number, to: number): Element {
  const start = skipSpace(text, from, to);
  let end = to;
  while (end > start && isSpace(text.charCodeAt(end - 1))) end -= 1;
  return { start, end };
}

function skipSpace(text: string, from: number, to: number): number {
  let at = from;
  while (at < to && isSpace(text.charCodeAt(at))) at += 1;
  return at;
}

function isSpace(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13);
}
