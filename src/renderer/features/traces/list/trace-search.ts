import { z } from 'zod';
import { MAX_FILTER_LENGTH, printClause, type FilterOperator } from '../../../../shared/filter/index.ts';
import { traceStatusSchema, type TraceFilter } from '../../../../shared/trace.ts';

const text = z.string().max(500).optional().catch(undefined);
const atLeast = z.coerce.number().positive().optional().catch(undefined);

/**
 * The filter of the list as it stands in the URL: `q`, in the filter language. The other parameters are what links and
 * older addresses say; they are conditions of the same filter. What is not valid is left out rather than failing the
 * page: people edit addresses.
 */
export const traceSearchSchema = z.object({
  q: z.coerce.string().max(MAX_FILTER_LENGTH).optional().catch(undefined),
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
export type TraceAddress = z.infer<typeof traceSearchSchema>;

/** What the list is narrowed by. */
export interface TraceSearch {
  /** A filter, empty where everything is shown. */
  readonly q: string;
}

/** All parameters of the address as one filter. */
export function traceSearchOf({ q = '', ...others }: TraceAddress): TraceSearch {
  const clauses = CONVERTED.flatMap(({ parameter, field, operator, print }) => {
    const value = others[parameter];
    return value === undefined ? [] : [printClause(field, operator, print(value))];
  });
  return { q: [q.trim(), ...clauses].filter((part) => part !== '').join(' ') };
}

/** The address of a filter: `q` alone. */
export function addressOf({ q }: TraceSearch): TraceAddress {
  return { ...EMPTY_ADDRESS, q: q === '' ? undefined : q };
}

/** What the engine is asked for. `from` and `to` are ISO times. */
export function toTraceFilter({ q }: TraceSearch, range: { from?: string; to?: string }): TraceFilter {
  // Undefined members would make equal filters differ as query keys.
  return {
    ...(q === '' ? {} : { q }),
    ...(range.from === undefined ? {} : { from: range.from }),
    ...(range.to === undefined ? {} : { to: range.to }),
  };
}

export function hasFilters({ q }: TraceSearch): boolean {
  return q !== '';
}

type Parameter = Exclude<keyof TraceAddress, 'q'>;

interface Converted {
  readonly parameter: Parameter;
  readonly field: string;
  readonly operator: FilterOperator;
  readonly print: (value: string | number | boolean) => string;
}

const CONVERTED: readonly Converted[] = [
  ...(['status', 'service', 'provider', 'model', 'session', 'user'] as const).map((name): Converted => ({
    parameter: name,
    field: name,
    operator: ':',
    print: String,
  })),
  { parameter: 'minDuration', field: 'duration', operator: ':>=', print: (millis) => `${plain(millis)}ms` },
  { parameter: 'minCost', field: 'cost', operator: ':>=', print: (dollars) => `$${plain(dollars)}` },
  { parameter: 'calls', field: 'calls', operator: ':>', print: () => '0' },
];

const EMPTY_ADDRESS: TraceAddress = Object.fromEntries(
  traceSearchSchema.keyof().options.map((key) => [key, undefined]),
);

/** Decimal digits without an exponent, which the filter language does not have. */
function plain(value: string | number | boolean): string {
  return Number(value).toLocaleString('en-US', { useGrouping: false, maximumFractionDigits: 9 });
}
