import type { CostReport, CostRow } from '../../../shared/costs.ts';
import { formatShare } from '../../lib/format.ts';
import type { KeyNames } from '../../lib/limit-text.ts';
import { entityColour, modelColour, serviceColour } from '../../lib/series-colour.ts';
import type { BarSeries } from '../../ui/charts/bars-over-time.ts';

/** More cannot be told apart in one bar; the rest is one series. */
const MOST_SERIES = 7;
const SHARE_PARTS = 10_000n;

export interface ShownRow extends CostRow {
  readonly key: string;
  readonly label: string;
  readonly colour: string;
  /** Of all spend in the range, 0 to 1; null when its cost is not known. */
  readonly share: number | null;
  /** Some of its calls have no known price, so there was more. */
  readonly isLowerBound: boolean;
}

/** Null only where something was used that has no price: calls that used nothing cost nothing. */
function costOf({ costNanos, unpricedCalls }: CostRow): string | null {
  return costNanos ?? (unpricedCalls === 0 ? '0' : null);
}

/** Its calls were all refused, or failed before an answer; and nothing was spent before either. */
function isFree({ costNanos, unpricedCalls, previousNanos }: CostRow): boolean {
  return costNanos === null && unpricedCalls === 0 && previousNanos === '0';
}

/** Calls that cost nothing, since they were refused or failed before anything was used. */
export function freeCalls({ calls, pricedCalls, unpricedCalls }: CostReport['total']): number {
  return calls - pricedCalls - unpricedCalls;
}

/** What cost something, or may have, or did before. Keys are shown by name. */
export function shownRows({ by, rows, total }: CostReport, keyNames: KeyNames): ShownRow[] {
  const all = BigInt(total.nanos);
  return rows
    .filter((row) => !isFree(row))
    .map((row) => ({
      ...row,
      costNanos: costOf(row),
      key: `${row.provider ?? ''}/${row.name}`,
      label: labelOf(by, row.name, keyNames),
      colour: colourOf(by, row.name),
      share: costOf(row) === null ? null : shareOf(BigInt(row.costNanos ?? 0), all),
      isLowerBound: row.costNanos !== null && row.unpricedCalls > 0,
    }));
}

function labelOf(by: CostReport['by'], name: string, keyNames: KeyNames): string {
  if (name === '') return by === 'key' ? 'without a key' : 'not said';
  return by === 'key' ? (keyNames.get(name) ?? name) : name;
}

/** The dearest as bars of their own, the others together. */
export function spendSeries(rows: readonly ShownRow[], buckets: number): BarSeries[] {
  const spent = rows.filter(({ costNanos }) => costNanos !== null && costNanos !== '0');
  const shown = spent.slice(0, MOST_SERIES);
  const series = shown.map(({ label, colour, seriesNanos }) => ({
    name: label,
    colour: tokenOf(colour),
    values: seriesNanos,
  }));
  const rest = spent.slice(shown.length);
  if (rest.length === 0) return series;
  const values = Array.from({ length: buckets }, (_, bucket) =>
    rest.reduce((sum, { seriesNanos }) => sum + (seriesNanos[bucket] ?? 0), 0),
  );
  return [
    ...series,
    { name: rest.length === 1 ? 'one other' : `${rest.length} others`, colour: '--series-8', values },
  ];
}

/** Spend against the equally long time before: "+12 %"; null when there is nothing to compare with. */
export function trendOf(nanos: string | null, previousNanos: string): string | null {
  const before = BigInt(previousNanos);
  if (nanos === null || before === 0n) return null;
  const change = Number(((BigInt(nanos) - before) * SHARE_PARTS) / before) / Number(SHARE_PARTS);
  if (change === 0) return '±0 %';
  if (change > 9.99) return `×${Math.round(change + 1)}`;
  return `${change > 0 ? '+' : '−'}${formatShare(Math.abs(change))}`;
}

function shareOf(nanos: bigint, all: bigint): number {
  return all === 0n ? 0 : Number((nanos * SHARE_PARTS) / all) / Number(SHARE_PARTS);
}

/** A name keeps its colour on every page; what is not said is grey. */
function colourOf(by: CostReport['by'], name: string): string {
  if (name === '') return 'var(--series-8)';
  if (by === 'model') return modelColour(name);
  return by === 'service' ? serviceColour(name) : entityColour(by, name);
}

function tokenOf(colour: string): `--${string}` {
  return `--${colour.slice('var(--'.length, -1)}`;
}
