import type { LoadShape } from './plan.ts';

/** One stage with its place in time; rates in starts per second (or users). */
interface Segment {
  readonly fromSeconds: number;
  readonly seconds: number;
  readonly from: number;
  readonly to: number;
  /** Starts before this stage: the integral of the rate up to it. */
  readonly startsBefore: number;
}

/**
 * The curve of a plan over time: straight lines from stage to stage. The number of starts until a moment is the integral
 * of the rate, and the n-th start (from 0) is due when the integral reaches n.
 */
export class Schedule {
  readonly seconds: number;
  /** How many starts there are in all. */
  readonly starts: number;
  readonly #segments: readonly Segment[];

  constructor({ start, stages }: Pick<LoadShape, 'start' | 'stages'>) {
    const segments: Segment[] = [];
    let fromSeconds = 0;
    let from = start;
    let startsBefore = 0;
    for (const { seconds, target } of stages) {
      segments.push({ fromSeconds, seconds, from, to: target, startsBefore });
      startsBefore += ((from + target) / 2) * seconds;
      fromSeconds += seconds;
      from = target;
    }
    this.#segments = segments;
    this.seconds = fromSeconds;
    // Sums of fractions come out a little above or below the whole number that is meant.
    this.starts = Math.ceil(startsBefore - 1e-6);
  }

  /** Starts per second, or users, at a moment; 0 outside of the plan. */
  rateAt(seconds: number): number {
    if (seconds < 0) return 0;
    const found = this.#segments.find((segment) => seconds < segment.fromSeconds + segment.seconds);
    if (found === undefined) return 0;
    const share = (seconds - found.fromSeconds) / found.seconds;
    return found.from + (found.to - found.from) * share;
  }

  /** The integral of the rate from 0 to a moment. */
  integralTo(seconds: number): number {
    let sum = 0;
    for (const { fromSeconds, seconds: length, from, to } of this.#segments) {
      const within = Math.min(length, seconds - fromSeconds);
      if (within <= 0) break;
      sum += from * within + ((to - from) * within * within) / (2 * length);
    }
    return sum;
  }

  /** When the start of this number is due, in seconds; null when the plan has fewer. */
  timeOf(start: number): number | null {
    if (start >= this.starts) return null;
    const segment = this.#segments.findLast(
      ({ startsBefore, from, to }) => startsBefore <= start && (from > 0 || to > 0),
    );
    if (segment === undefined) return null;
    const { fromSeconds, seconds, from, to, startsBefore } = segment;
    const wanted = start - startsBefore;
    const slope = (to - from) / seconds;
    // from*t + slope*t^2/2 = wanted, solved in the form that does not divide by a slope of zero.
    const root = Math.sqrt(Math.max(0, from * from + 2 * slope * wanted));
    const within = from + root === 0 ? 0 : (2 * wanted) / (from + root);
    return fromSeconds + Math.min(within, seconds);
  }
}
