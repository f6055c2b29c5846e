import { defaultParseSearch, defaultStringifySearch } from '@tanstack/react-router';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseFilter } from '../../../../shared/filter/index.ts';
import { traceFilterSchema } from '../../../../shared/trace.ts';
import { addressOf, hasFilters, traceSearchOf, toTraceFilter, traceSearchSchema } from './trace-search.ts';

const anyText = fc
  .string({ minLength: 1, maxLength: 40, unit: 'binary' })
  .filter((value) => value.isWellFormed());
const anyAddress = fc.record(
  {
    q: fc.constantFrom('refund', 'status:error or user:ana', '"a b"'),
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
  it('comes back from the URL as it was, whatever is typed', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, fc.constantFrom('5', 'true', 'null', '{"a":1}')), (q) => {
        const url = defaultStringifySearch(addressOf({ q }));
        expect(traceSearchOf(traceSearchSchema.parse(defaultParseSearch(url)))).toEqual({ q: q.trim() });
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
    expect(traceSearchOf(traceSearchSchema.parse(given))).toEqual({ q: 'refund' });
  });

  it('makes one filter that can be read of the parameters of older addresses', () => {
    fc.assert(
      fc.property(anyAddress, (address) => {
        const { q } = traceSearchOf(traceSearchSchema.parse(address));
        expect(parseFilter(q)).toMatchObject({ ok: true });
        expect(traceFilterSchema.safeParse(toTraceFilter({ q }, {})).success).toBe(true);
      }),
    );
  });

  it('translates names and units', () => {
    const search = traceSearchOf({
      q: ' refund ',
      service: 'night train',
      session: 's1',
      minCost: 0.0123,
      minDuration: 2000,
      calls: true,
    });
    expect(search.q).toBe(
      'refund service:"night train" session:s1 duration:>=2000ms cost:>=$0.0123 calls:>0',
    );
    expect(toTraceFilter({ q: 'refund' }, { from: '2026-01-01T00:00:00Z' })).toEqual({
      q: 'refund',
      from: '2026-01-01T00:00:00Z',
    });
    expect(hasFilters(traceSearchOf({}))).toBe(false);
  });
});
