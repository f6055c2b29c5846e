import type { LabelledText } from './labelled-text.ts';
import type { Split } from './split.ts';

const RUN = 8;
/** A run of words in so many texts is a common phrase. */
const COMMON = 25;
const SHARED_RUNS = 3;

/**
 * For each fold the rows to train with while it is held out: none of its sources, not even as a part, and none that
 * shares three or more runs of eight words with a held-out row (carriers of composed rows stand in many).
 */
export function trainingRows(rows: readonly LabelledText[], split: Split): number[][] {
  const runs = runsOfWords(rows);
  return split.folds.map((_, fold) => {
    const isHeld = rows.map(({ source }) => split.foldOf(source) === fold);
    const leaks = leaking(runs, isHeld);
    return rows.flatMap(({ source }, index) =>
      split.isHeld(source, fold) || leaks.has(index) ? [] : [index],
    );
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

function leaking(runs: readonly number[][], isHeld: readonly boolean[]): Set<number> {
  const shared = new Map<string, number>();
  const leaks = new Set<number>();
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
