import { foldCharacter, IGNORED, SEPARATOR } from './fold-character.ts';

/**
 * A text made plain: `units` are letters and digits, small, and one separator between words. `starts` and `ends` say where
 * in the original each unit comes from.
 */
export interface FoldedText {
  readonly units: Uint16Array;
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
  readonly length: number;
}

/** So many invisible characters in a row are no disguise of a word any more but its end: a stream cannot wait for ever. */
const MOST_IGNORED = 32;
const ROOM = 16;

/** ASCII as it is folded, unit by unit. */
export type AsciiTable = Uint16Array;

/** Letters and digits as they are, everything else separates. */
export const PLAIN: AsciiTable = asciiTable('');
/** Besides, digits and signs are the letters that they stand for; `i` stands for `l` too, which look-ups have to tell apart. */
export const LEET: AsciiTable = asciiTable('0o1i3e4a5s7t8b9g@a$s!i|i+tli');

function asciiTable(pairs: string): AsciiTable {
  const table = new Uint16Array(128).fill(SEPARATOR);
  for (let unit = 0x30; unit <= 0x39; unit++) table[unit] = unit;
  for (let unit = 0x61; unit <= 0x7a; unit++) {
    table[unit] = unit;
    table[unit - 0x20] = unit;
  }
  for (let index = 0; index < pairs.length; index += 2)
    table[pairs.charCodeAt(index)] = pairs.charCodeAt(index + 1);
  table[0x4c] = table[0x6c] ?? SEPARATOR;
  return table;
}

class Writer {
  units: Uint16Array;
  starts: Uint32Array;
  ends: Uint32Array;
  length = 0;

  constructor(capacity: number) {
    this.units = new Uint16Array(capacity);
    this.starts = new Uint32Array(capacity);
    this.ends = new Uint32Array(capacity);
  }

  /** A separator after a separator, or at the beginning, is none. */
  write(unit: number, start: number, end: number): void {
    if (unit === SEPARATOR && (this.length === 0 || this.units[this.length - 1] === SEPARATOR)) return;
    if (this.length === this.units.length) this.#grow();
    this.units[this.length] = unit;
    this.starts[this.length] = start;
    this.ends[this.length] = end;
    this.length++;
  }

  #grow(): void {
    const capacity = this.units.length * 2 + ROOM;
    const { units, starts, ends } = this;
    this.units = new Uint16Array(capacity);
    this.starts = new Uint32Array(capacity);
    this.ends = new Uint32Array(capacity);
    this.units.set(units);
    this.starts.set(starts);
    this.ends.set(ends);
  }
}

/** Never written to. */
const NOTHING = new Writer(0);

/** Makes a text plain, in one pass. */
export function foldText(text: string, ascii: AsciiTable = PLAIN): FoldedText {
  const writer = new Writer(text.length + ROOM);
  let ignored = 0;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (unit < 128) {
      writer.write(ascii[unit] ?? SEPARATOR, index, index + 1);
      ignored = 0;
      continue;
    }
    const codePoint = text.codePointAt(index) ?? unit;
    const end = codePoint > 0xffff ? index + 2 : index + 1;
    const folded = foldCharacter(codePoint);
    ignored = folded === IGNORED ? ignored + 1 : 0;
    if (ignored > MOST_IGNORED) writer.write(SEPARATOR, index, end);
    for (const each of folded) writer.write(each < 128 ? (ascii[each] ?? each) : each, index, end);
    index = end - 1;
  }
  return writer;
}

/** The letters of words that are written letter by letter (`b o m b`, `b.o.m.b`), each run as one word. */
export function joinSpacedLetters(text: FoldedText): FoldedText {
  const { units, starts, ends, length } = text;
  let writer = NOTHING;
  for (let index = 0; index < length; index++) {
    if (!isSingle(text, index)) continue;
    if (writer === NOTHING) writer = new Writer(64);
    const start = starts[index] ?? 0;
    const isNext = index >= 2 && isSingle(text, index - 2) && start - (ends[index - 2] ?? 0) === 1;
    if (!isNext) writer.write(SEPARATOR, start, start);
    writer.write(units[index] ?? SEPARATOR, start, ends[index] ?? start);
  }
  return writer;
}

/** A letter with separators, or nothing, on both sides. */
function isSingle({ units, length }: FoldedText, index: number): boolean {
  return (
    units[index] !== SEPARATOR &&
    (index === 0 || units[index - 1] === SEPARATOR) &&
    (index + 1 >= length || units[index + 1] === SEPARATOR)
  );
}

/** The folded text of a text that itself came from another, with places in the first. */
export function rebase(text: FoldedText, starts: Uint32Array, ends: Uint32Array): FoldedText {
  const rebased = { starts: new Uint32Array(text.length), ends: new Uint32Array(text.length) };
  for (let index = 0; index < text.length; index++) {
    rebased.starts[index] = starts[text.starts[index] ?? 0] ?? 0;
    rebased.ends[index] = ends[(text.ends[index] ?? 1) - 1] ?? 0;
  }
  return { ...rebased, units: text.units, length: text.length };
}
