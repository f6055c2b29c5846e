import type { WordList } from '../../../shared/guard/index.ts';
import { foldText, LEET, SEPARATOR } from '../normalise/index.ts';

/** A word or phrase of a list, as folded texts have it. */
export interface WordEntry {
  readonly list: WordList;
  readonly units: readonly number[];
  /** Found as rot13. */
  readonly isRotated: boolean;
  /** In scripts that do not put spaces between words it may stand anywhere. */
  readonly needsBorders: boolean;
}

/** Of shorter words rot13 is often another word. */
const SHORTEST_ROTATED = 6;
const FIRST_WITHOUT_SPACES = 0x2e80;

export function wordEntries(lists: readonly WordList[]): WordEntry[] {
  return lists.flatMap((list) =>
    list.words.flatMap((word) => {
      const units = foldedUnits(word);
      if (units.length === 0) return [];
      const needsBorders = (units[0] ?? 0) < FIRST_WITHOUT_SPACES;
      const entry: WordEntry = { list, units, isRotated: false, needsBorders };
      const isRotatable =
        list.disguised &&
        list.kind === 'deny' &&
        units.length >= SHORTEST_ROTATED &&
        units.every((unit) => isLatin(unit) || unit === SEPARATOR);
      return isRotatable ? [entry, { ...entry, units: units.map(rotate), isRotated: true }] : [entry];
    }),
  );
}

/** Whether anything of it can be found: signs do not count. */
export function hasUnits(word: string): boolean {
  return foldedUnits(word).length > 0;
}

function foldedUnits(word: string): number[] {
  const { units, length } = foldText(word);
  const end = units[length - 1] === SEPARATOR ? length - 1 : length;
  return [...units.subarray(0, end)];
}

export function isLatin(unit: number): boolean {
  return unit >= 0x61 && unit <= 0x7a;
}

function rotate(unit: number): number {
  return isLatin(unit) ? ((unit - 0x61 + 13) % 26) + 0x61 : unit;
}

/** As a text in leetspeak is folded. */
export function leetUnits({ units }: WordEntry): number[] {
  return units.map((unit) => (unit < 128 ? (LEET[unit] ?? unit) : unit));
}

/** As far as a word may be stretched by what is invisible and by escapes, in code units of the original. */
export function longestSpan(units: number): number {
  return units * 12 + 64;
}
