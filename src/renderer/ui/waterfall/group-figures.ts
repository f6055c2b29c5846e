import type { OutlineColumns } from '../../../shared/trace-outline/index.ts';
import { addSums, emptySums, type Sums } from './rollup.ts';
import type { SiblingGroups } from './sibling-groups.ts';

/** What is known of each group of siblings. */
export interface GroupFigures {
  readonly members: Int32Array;
  readonly totalMicros: Float64Array;
  readonly worstMicros: Float64Array;
  readonly selfMicros: Float64Array;
  readonly startMicros: Float64Array;
  readonly endMicros: Float64Array;
  /** Of all members with everything below them. */
  readonly sums: Sums;
}

/** @param rollup the sums of each span with everything below it */
export function groupFigures(
  { groupOf, firstMember }: SiblingGroups,
  columns: Pick<OutlineColumns, 'startMicros' | 'durationMicros'>,
  { rollup, selfMicros }: { rollup: Sums; selfMicros: Float64Array },
): GroupFigures {
  const count = firstMember.length;
  const figures: GroupFigures = {
    members: new Int32Array(count),
    totalMicros: new Float64Array(count),
    worstMicros: new Float64Array(count),
    selfMicros: new Float64Array(count),
    startMicros: new Float64Array(count).fill(Infinity),
    endMicros: new Float64Array(count).fill(-Infinity),
    sums: emptySums(count),
  };
  if (count === 0) return figures;
  groupOf.forEach((group, row) => {
    if (group === -1) return;
    const start = columns.startMicros[row] ?? 0;
    const duration = columns.durationMicros[row] ?? 0;
    figures.members[group] = (figures.members[group] ?? 0) + 1;
    figures.totalMicros[group] = (figures.totalMicros[group] ?? 0) + duration;
    figures.worstMicros[group] = Math.max(figures.worstMicros[group] ?? 0, duration);
    figures.selfMicros[group] = (figures.selfMicros[group] ?? 0) + (selfMicros[row] ?? 0);
    figures.startMicros[group] = Math.min(figures.startMicros[group] ?? Infinity, start);
    figures.endMicros[group] = Math.max(figures.endMicros[group] ?? -Infinity, start + duration);
    addSums(figures.sums, group, rollup, row);
  });
  return figures;
}
