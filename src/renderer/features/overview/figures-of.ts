import type { Overview } from '../../../shared/deployment.ts';
import {
  exactDuration,
  exactMoney,
  formatCount,
  formatDuration,
  formatMicros,
  formatMoney,
  formatShare,
  formatTally,
} from '../../lib/format.ts';

/** Filters of the list of traces. */
export interface TracesLink {
  readonly calls?: true;
  readonly status?: 'error';
  readonly minDuration?: number;
  readonly q?: string;
}

export interface Figure {
  readonly label: string;
  /** Null while loading. */
  readonly value: string | null;
  readonly exact?: string;
  readonly note: string;
  readonly series: readonly (number | null)[];
  readonly tone: 'accent' | 'error';
  readonly search: TracesLink;
}

/** What the tiles say. Without figures yet, the same tiles with nothing in them. */
export function figuresOf(overview: Overview | null): Figure[] {
  return [
    requests(overview),
    errors(overview),
    latency(overview),
    spend(overview),
    overhead(overview),
    guardHits(overview),
  ];
}

function requests(overview: Overview | null): Figure {
  const calls = overview?.calls;
  return {
    label: 'Requests',
    value: calls === undefined ? null : formatTally(calls.total),
    exact: calls === undefined ? '' : `${formatCount(calls.total)} model calls`,
    note: overview === null ? '' : 'model calls',
    series: calls?.series ?? [],
    tone: 'accent',
    search: { calls: true },
  };
}

function errors(overview: Overview | null): Figure {
  const total = overview?.errors.total ?? 0;
  const calls = overview?.calls.total ?? 0;
  return {
    label: 'Errors',
    value: overview === null ? null : formatTally(total),
    exact: `${formatCount(total)} failed model calls`,
    note: calls === 0 ? '' : `${formatShare(total / calls)} of requests`,
    series: overview?.errors.series ?? [],
    tone: 'error',
    search: { status: 'error' },
  };
}

function latency(overview: Overview | null): Figure {
  const value = overview?.latencyP95Ms.value ?? null;
  return {
    label: 'Latency p95',
    value: overview === null ? null : formatDuration(value),
    exact: exactDuration(value),
    note: overview === null ? '' : value === null ? 'no model calls' : '5 % take longer',
    series: overview?.latencyP95Ms.series ?? [],
    tone: 'accent',
    search: value === null ? { calls: true } : { calls: true, minDuration: Math.max(1, Math.floor(value)) },
  };
}

function spend(overview: Overview | null): Figure {
  const unpriced = overview?.spend.unpricedCalls ?? 0;
  return {
    label: 'Spend',
    value: overview === null ? null : formatMoney(overview.spend.nanos),
    exact: overview === null ? '' : exactMoney(overview.spend.nanos),
    note:
      overview === null
        ? ''
        : unpriced === 0
          ? 'in this range'
          : `at least; ${formatTally(unpriced)} unpriced`,
    series: overview?.spend.seriesNanos ?? [],
    tone: 'accent',
    search: { calls: true },
  };
}

function overhead(overview: Overview | null): Figure {
  const value = overview?.overheadP95Micros.value ?? null;
  return {
    label: 'Gateway overhead p95',
    value: overview === null ? null : formatMicros(value),
    exact: value === null ? 'not known' : `${formatCount(Math.round(value))} µs`,
    note: overview === null ? '' : value === null ? 'no gateway calls' : 'added to each call',
    series: overview?.overheadP95Micros.series ?? [],
    tone: 'accent',
    search: { calls: true },
  };
}

function guardHits(overview: Overview | null): Figure {
  const total = overview?.guardHits.total ?? 0;
  const blocked = overview?.guardHits.blocked ?? 0;
  return {
    label: 'Guard hits',
    value: overview === null ? null : formatTally(total),
    exact: `${formatCount(total)} findings of guards, ${formatCount(blocked)} of them refused the call`,
    note: overview === null ? '' : total === 0 ? 'nothing found' : `${formatTally(blocked)} blocked`,
    series: overview?.guardHits.series ?? [],
    tone: 'accent',
    search: { q: 'has:guard' },
  };
}
