import type { Field, Panel } from '../../../../../shared/dashboard/index.ts';
import type { GridResult, MetricLabels } from '../../../../../shared/metrics.ts';
import { panelColour } from './panel-colour.ts';
import { resolveField } from './resolve-field.ts';
import { seriesNames, tellingLabels, uniqueNames } from './series-names.ts';
import { seriesPalette } from './series-palette.ts';

/** What the engine said to one query of a panel. */
export interface QueryAnswer {
  readonly ref: string;
  readonly result: GridResult | null;
}

export interface PanelSeries {
  readonly ref: string;
  readonly labels: MetricLabels;
  /** Unique in the panel. */
  readonly name: string;
  /** On the times of the panel; NaN and infinities as numbers. */
  readonly values: readonly (number | null)[];
  readonly field: Field;
  /** A CSS colour. */
  readonly colour: string;
}

export interface PanelFrame {
  readonly times: readonly number[];
  readonly series: readonly PanelSeries[];
  /** How many more there are than are drawn. */
  readonly more: number;
}

/** More cannot be told apart, and would take the time of those that can. */
export const MOST_SERIES = 200;

/** The answers of a panel as named, coloured series on common times. `fill` puts variables into legends. */
export function panelFrame(
  panel: Panel,
  answers: readonly QueryAnswer[],
  fill: (text: string) => string = (text) => text,
): PanelFrame {
  const times = commonTimes(answers);
  const places = new Map(times.map((time, index) => [time, index]));
  const found = answers.flatMap(({ ref, result }) => {
    const query = panel.queries.find((one) => one.ref === ref);
    if (result === null || query === undefined) return [];
    const all = result.series.map(({ labels }) => labels);
    const names = seriesNames(all, fill(query.legend), fallbackName(panel, ref));
    const telling = tellingLabels(all);
    return result.series.map((one, at) => ({
      ref,
      labels: one.labels,
      telling,
      legend: names[at] ?? ref,
      values: valuesOn(one.values, result, times.length, places),
    }));
  });
  const kept = found.slice(0, MOST_SERIES);
  const legends = uniqueNames(kept.map(({ legend }) => legend));
  const fields = kept.map(({ ref }, at) =>
    resolveField(panel.field, panel.overrides, { ref, name: legends[at] ?? '' }),
  );
  const names = uniqueNames(
    kept.map(({ labels }, at) => {
      const own = fields[at]?.displayName ?? '';
      return own === '' ? (legends[at] ?? '') : (seriesNames([labels], fill(own), own)[0] ?? own);
    }),
  );
  const colours = seriesPalette(
    kept.map(({ labels, telling }, at) => ({
      name: names[at] ?? '',
      labels,
      telling,
      wanted: panelColour(fields[at]?.colour ?? 'auto'),
    })),
  );
  return {
    times,
    more: found.length - kept.length,
    series: kept.map(({ ref, labels, values }, at) => ({
      ref,
      labels,
      values,
      name: names[at] ?? ref,
      field: fields[at] ?? panel.field,
      colour: colours[at] ?? 'var(--series-1)',
    })),
  };
}

/** A number as the wire has it. */
export function decodedValue(value: number | string | null): number | null {
  if (value === null || typeof value === 'number') return value;
  return value === '+Inf' ? Infinity : value === '-Inf' ? -Infinity : NaN;
}

function fallbackName(panel: Panel, ref: string): string {
  const shown = panel.queries.filter(({ hidden }) => !hidden);
  return shown.length <= 1 && panel.title !== '' ? panel.title : ref;
}

function commonTimes(answers: readonly QueryAnswer[]): number[] {
  const grids = answers.flatMap(({ result }) =>
    result === null || result.series.length === 0 ? [] : [result],
  );
  const [first] = grids;
  if (first === undefined) return [];
  const isSame = grids.every(
    (grid) => grid.fromMs === first.fromMs && grid.stepMs === first.stepMs && grid.points === first.points,
  );
  if (isSame) return timesOf(first);
  return [...new Set(grids.flatMap(timesOf))].sort((a, b) => a - b);
}

function timesOf({ fromMs, stepMs, points }: GridResult): number[] {
  return Array.from({ length: points }, (_, index) => fromMs + index * stepMs);
}

function valuesOn(
  values: GridResult['series'][number]['values'],
  grid: GridResult,
  count: number,
  places: ReadonlyMap<number, number>,
): (number | null)[] {
  const decoded = values.map(decodedValue);
  if (grid.points === count) return decoded;
  const placed = Array.from({ length: count }, (): number | null => null);
  for (const [index, value] of decoded.entries()) {
    const place = places.get(grid.fromMs + index * grid.stepMs);
    if (place !== undefined) placed[place] = value;
  }
  return placed;
}
