import type { LabelledText } from './labelled-text.ts';
import { familiesOf, foldOf, FOLDS } from './families.ts';

const RUN = 8;
/** A run of words in so many texts is a common phrase. */
const COMMON = 25;
const SHARED_RUNS = 3;

/**
 * For each fold the rows to train with while it is held out: none of its families, not even as a part, and none that
 * shares three or more runs of eight words with a held-out row (carriers of composed rows stand in many).
 */
export function trainingRows(rows: readonly LabelledText[]): number[][] {
  const runs = runsOfWords(rows);
  return FOLDS.map((held, fold) => {
    const leaks = leaking(rows, runs, fold);
    return rows.flatMap(({ source }, index) => {
      const isHeld =
        foldOf(source) === fold || (familiesOf(source)?.some((family) => held.includes(family)) ?? false);
      return isHeld || leaks.has(index) ? [] : [index];
    });
  });
}

function runsOfWords(rows: readonly LabelledText[]): number[][] {
  const seen = new Map<string, number[]>();
  for (const [index, { text }] of rows.entries()) {
    const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
    const own = new Set(words.slice(RUN - 1).map((_, from) => words.slice(from, from + RUN).join(' ')));
    for (const run of own) {
      const list = seen.get(run);
      if (list === undefined) seen.set(run, [index]);
      else list.push(index);
    }
  }
  return [...seen.values()].filter((list) => list.length > 1 && list.length <= COMMON);
}

function leaking(rows: readonly LabelledText[], runs: readonly number[][], fold: number): Set<number> {
  const shared = new Map<string, number>();
  const leaks = new Set<number>();
  const isHeld = rows.map(({ source }) => foldOf(source) === fold);
  for (const run of runs) {
    for (const held of run) {
      if (isHeld[held] !== true) continue;
      for (const other of run) {
        if (isHeld[other] === true || leaks.has(other)) continue;
        const key = `${held} ${other}`;
        const count = (shared.get(key) ?? 0) + 1;
        shared.set(key, count);
        if (count >= SHARED_RUNS) leaks.add(other);
      }
    }
  }
  return leaks;
}
