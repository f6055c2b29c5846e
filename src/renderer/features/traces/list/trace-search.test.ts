import { defaultParseSearch, defaultStringifySearch } from '@tanstack/react-router';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { traceFilterSchema } from '../../../../shared/trace.ts';
import {
  chipsOf,
  hasFilters,
  NO_FILTERS,
  toTraceFilter,
  traceSearchSchema,
  type TraceSearch,
} from './trace-search.ts';

const anyText = fc
  .string({ minLength: 1, maxLength: 40, unit: 'binary' })
  .filter((value) => value.isWellFormed());
const anySearch = fc.record(
  {
    q: anyText,
    status: fc.constantFrom('ok' as const, 'error' as const),
    service: anyText,
    model: anyText,
    minDuration: fc.double({ min: 0.001, max: 1e9, noNaN: true }),
    minCost: fc.double({ min: 1e-9, max: 1e6, noNaN: true }),
    calls: fc.constant(true as const),
  },
  { requiredKeys: [] },
);

describe('trace search', () => {
  it('comes back from the URL as it was', () => {
    fc.assert(
      fc.property(anySearch, (search) => {
        const url = defaultStringifySearch(search);
        expect(traceSearchSchema.parse(defaultParseSearch(url))).toEqual(search);
      }),
    );
  });

  it('leaves out what is not valid', () => {
    const given = {
      q: 'refund',
      status: 'maybe',
      minDuration: 'soon',
      minCost: -1,
      calls: 'yes',
      service: 7,
    };
    expect(traceSearchSchema.parse(given)).toEqual({ q: 'refund' });
  });

  it('always asks the engine for something its schema takes', () => {
    fc.assert(
      fc.property(anySearch, (search) => {
        expect(traceFilterSchema.safeParse(toTraceFilter(search, {})).success).toBe(true);
      }),
    );
  });

  it('translates names and units', () => {
    const search: TraceSearch = {
      q: ' refund ',
      session: 's1',
      user: 'ana',
      minCost: 0.0123,
      minDuration: 2000,
      calls: true,
    };
    expect(toTraceFilter(search, { from: '2026-01-01T00:00:00Z' })).toEqual({
      text: 'refund',
      sessionId: 's1',
      userId: 'ana',
      minCostNanos: '12300000',
      minDurationMs: 2000,
      callsOnly: true,
      from: '2026-01-01T00:00:00Z',
    });
  });

  it('shows each filter in force as a chip', () => {
    expect(chipsOf({ status: 'error', minCost: 0.01, calls: true })).toEqual([
      { key: 'status', label: 'status', value: 'error' },
      { key: 'minCost', label: 'cost', value: '≥ $0.01' },
      { key: 'calls', label: 'only', value: 'model calls' },
    ]);
    expect(hasFilters(NO_FILTERS)).toBe(false);
  });
});
