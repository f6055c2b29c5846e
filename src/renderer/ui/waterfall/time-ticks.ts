import type { TimeWindow } from './time-window.ts';

export interface Tick {
  readonly micros: number;
  readonly label: string;
}

const UNITS = [
  { name: 'h', micros: 3_600_000_000, steps: [1, 2, 6, 12, 24] },
  { name: 'm', micros: 60_000_000, steps: [1, 2, 5, 10, 20, 30] },
  { name: 's', micros: 1_000_000, steps: [1, 2, 5, 10, 20, 30] },
  { name: 'ms', micros: 1_000, steps: [1, 2, 5, 10, 20, 50, 100, 200, 500] },
  { name: 'µs', micros: 1, steps: [1, 2, 5, 10, 20, 50, 100, 200, 500] },
  { name: 'ns', micros: 0.001, steps: [1, 2, 5, 10, 20, 50, 100, 200, 500] },
] as const;

const STEPS = UNITS.flatMap((unit) => unit.steps.map((step) => step * unit.micros)).sort((a, b) => a - b);

/** The smallest round step that gives at most `most` ticks. */
export function tickStep(lengthMicros: number, most: number): number {
  const least = lengthMicros / Math.max(most, 1);
  const step = STEPS.find((candidate) => candidate >= least);
  if (step !== undefined) return step;
  const day = 86_400_000_000;
  return Math.ceil(least / day) * day;
}

/** Ticks at round times in the window. All labels have one unit, that of the step, so that they can be compared. */
export function timeTicks(window: TimeWindow, most: number): Tick[] {
  const step = tickStep(window.end - window.start, most);
  const unit = UNITS.find((candidate) => labelUnit(window.end, step) === candidate.name) ?? UNITS[2];
  const decimals = Math.max(0, Math.min(6, Math.ceil(-Math.log10(step / unit.micros) - 1e-9)));
  const ticks: Tick[] = [];
  const first = Math.ceil(window.start / step - 1e-9);
  for (let index = first; index * step <= window.end + step * 1e-9; index++) {
    const value = (index * step) / unit.micros;
    ticks.push({
      micros: index * step,
      label: index === 0 ? '0' : `${value.toFixed(decimals)} ${unit.name}`,
    });
  }
  return ticks;
}

/**
 * The largest unit in which the end of the window is at least one, unless the step would need over three decimals.
 * Parts of hours and minutes are no decimals: these count whole or not at all.
 */
function labelUnit(end: number, step: number): (typeof UNITS)[number]['name'] {
  const fitting = UNITS.find(({ micros }) =>
    micros > 1_000_000 ? step % micros === 0 : end >= micros && step / micros >= 0.001,
  );
  return fitting?.name ?? 'ns';
}
