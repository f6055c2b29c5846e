import type { GuardFigure, GuardFigures, GuardName } from '../../../shared/guard/index.ts';

/** What a guard did in a range, on requests and answers together. */
export interface GuardTotals {
  readonly runs: number;
  readonly hits: number;
  readonly blocked: number;
  readonly failed: number;
  /** Of the slower direction; null: it did not run. */
  readonly p95Micros: number | null;
  readonly series: readonly number[];
  readonly directions: readonly GuardFigure[];
}

export function guardTotals(figures: GuardFigures, guard: GuardName): GuardTotals {
  const directions = figures.guards.filter((figure) => figure.guard === guard);
  const sum = (of: (figure: GuardFigure) => number) =>
    directions.reduce((total, figure) => total + of(figure), 0);
  const slowest = directions.flatMap(({ p95Micros }) => (p95Micros === null ? [] : [p95Micros]));
  const longest = Math.max(0, ...directions.map(({ hitSeries }) => hitSeries.length));
  return {
    runs: sum(({ runs }) => runs),
    hits: sum(({ hits }) => hits),
    blocked: sum(({ blocked }) => blocked),
    failed: sum(({ failed }) => failed),
    p95Micros: slowest.length === 0 ? null : Math.max(...slowest),
    series: Array.from({ length: longest }, (_, bucket) => sum(({ hitSeries }) => hitSeries[bucket] ?? 0)),
    directions,
  };
}
