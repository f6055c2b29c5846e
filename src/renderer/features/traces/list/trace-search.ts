import { z } from 'zod';
import { traceStatusSchema, type TraceFilter } from '../../../../shared/trace.ts';

const text = z.string().max(500).optional().catch(undefined);
const atLeast = z.coerce.number().positive().optional().catch(undefined);

/**
 * The filters of the list as they stand in the URL. What is not valid there is left out rather than failing the page:
 * people edit addresses.
 */
export const traceSearchSchema = z.object({
  q: text,
  status: traceStatusSchema.optional().catch(undefined),
  service: text,
  provider: text,
  model: text,
  session: text,
  user: text,
  /** Milliseconds. */
  minDuration: atLeast,
  /** Dollars. */
  minCost: atLeast,
  calls: z.literal(true).optional().catch(undefined),
});
export type TraceSearch = z.infer<typeof traceSearchSchema>;

export const FILTER_KEYS = traceSearchSchema.keyof().options;
export type FilterKey = (typeof FILTER_KEYS)[number];

const NANOS_PER_DOLLAR = 1e9;

/** What the engine is asked for. `from` and `to` are ISO times. */
export function toTraceFilter(search: TraceSearch, range: { from?: string; to?: string }): TraceFilter {
  const filter: TraceFilter = {
    text: search.q?.trim() === '' ? undefined : search.q?.trim(),
    status: search.status,
    service: search.service,
    provider: search.provider,
    model: search.model,
    sessionId: search.session,
    userId: search.user,
    minDurationMs: search.minDuration,
    minCostNanos: search.minCost === undefined ? undefined : dollarsToNanos(search.minCost),
    callsOnly: search.calls,
    from: range.from,
    to: range.to,
  };
  // Undefined members would make equal filters differ as query keys.
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined));
}

export interface FilterChip {
  readonly key: FilterKey;
  readonly label: string;
  readonly value: string;
}

const LABELS: Record<FilterKey, string> = {
  q: 'text',
  status: 'status',
  service: 'service',
  provider: 'provider',
  model: 'model',
  session: 'session',
  user: 'user',
  minDuration: 'duration',
  minCost: 'cost',
  calls: 'only',
};

/** The filters in force, in the order of the bar. */
export function chipsOf(search: TraceSearch): FilterChip[] {
  return FILTER_KEYS.flatMap((key) => {
    const value = search[key];
    return value === undefined || value === ''
      ? []
      : [{ key, label: LABELS[key], value: chipValue(key, value) }];
  });
}

export function hasFilters(search: TraceSearch): boolean {
  return chipsOf(search).length > 0;
}

/** All filters set to nothing, for a navigation that keeps the other search parameters. */
export const NO_FILTERS: TraceSearch = Object.fromEntries(FILTER_KEYS.map((key) => [key, undefined]));

function chipValue(key: FilterKey, value: string | number | boolean): string {
  if (key === 'minDuration') return `≥ ${value} ms`;
  if (key === 'minCost') return `≥ $${value}`;
  if (key === 'calls') return 'model calls';
  return String(value);
}

function dollarsToNanos(dollars: number): string {
  return String(Math.min(Math.round(dollars * NANOS_PER_DOLLAR), Number.MAX_SAFE_INTEGER));
}
