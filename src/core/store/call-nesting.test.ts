import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CallNesting, type NestedSpan } from './call-nesting.ts';

function call(spanId: string, parentSpanId: string | null, hasUsage = true): NestedSpan {
  return { spanId, parentSpanId, isCall: true, hasUsage };
}

function step(spanId: string, parentSpanId: string | null): NestedSpan {
  return { spanId, parentSpanId, isCall: false, hasUsage: false };
}

/** The calls that count after the spans came in these batches. */
function countedAfter(batches: readonly (readonly NestedSpan[])[]): string[] {
  const nesting = new CallNesting();
  const counted = new Set<string>();
  for (const batch of batches) {
    for (const span of batch) {
      nesting.add(span);
      if (span.isCall) counted.add(span.spanId);
    }
    for (const change of nesting.settle()) {
      if (change.counted) counted.add(change.spanId);
      else counted.delete(change.spanId);
    }
  }
  return [...counted].sort();
}

/** The rule of call-nesting.ts, said as plainly as it can be. */
function countedByRule(spans: readonly NestedSpan[]): string[] {
  const byId = new Map(spans.map((span) => [span.spanId, span]));
  const ancestorsOf = (span: NestedSpan): NestedSpan[] => {
    const found: NestedSpan[] = [];
    let parent = span.parentSpanId === span.spanId ? undefined : byId.get(span.parentSpanId ?? '');
    while (parent !== undefined && !found.includes(parent)) {
      found.push(parent);
      parent = parent.parentSpanId === parent.spanId ? undefined : byId.get(parent.parentSpanId ?? '');
    }
    return found;
  };
  const calls = spans.filter((span) => span.isCall);
  const below = (span: NestedSpan) => calls.filter((other) => ancestorsOf(other).includes(span));
  const usageCounts = (span: NestedSpan) => span.hasUsage && !below(span).some((other) => other.hasUsage);
  if (calls.length === 1) return calls.map(({ spanId }) => spanId);
  return calls
    .filter((span) =>
      span.hasUsage
        ? usageCounts(span)
        : below(span).length === 0 && !ancestorsOf(span).some((above) => above.isCall && usageCounts(above)),
    )
    .map(({ spanId }) => spanId)
    .sort();
}

describe('CallNesting', () => {
  it('counts the inner of two calls, whichever comes first and whatever lies between', () => {
    const outer = call('outer', null);
    const between = step('http', 'outer');
    const inner = call('inner', 'http');
    expect(countedAfter([[outer, between, inner]])).toEqual(['inner']);
    expect(countedAfter([[inner], [outer], [between]])).toEqual(['inner']);
    expect(countedAfter([[outer], [inner]])).toEqual(['inner', 'outer']);
  });

  it('counts the outer call when only it knows its usage', () => {
    expect(countedAfter([[call('outer', null), call('inner', 'outer', false)]])).toEqual(['outer']);
  });

  it('counts a failed inner call beside the one that then succeeded', () => {
    const spans = [call('outer', null), call('failed', 'outer', false), call('retried', 'outer')];
    expect(countedAfter([spans])).toEqual(['failed', 'retried']);
    expect(countedAfter(spans.toReversed().map((span) => [span]))).toEqual(['failed', 'retried']);
  });

  it('counts a call that names itself as its parent', () => {
    expect(countedAfter([[call('self', 'self')]])).toEqual(['self']);
  });

  it('comes to an end, and to the same end, on any spans in any order', () => {
    const ids = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
    const trace = fc
      .tuple(
        ...ids.map((spanId) =>
          fc.record({
            spanId: fc.constant(spanId),
            parentSpanId: fc.option(fc.constantFrom(...ids, 'missing')),
            isCall: fc.boolean(),
            hasUsage: fc.boolean(),
          }),
        ),
      )
      .map((spans) => spans.map((span) => ({ ...span, hasUsage: span.isCall && span.hasUsage })));
    const order = fc.shuffledSubarray([...ids.keys()], { minLength: ids.length });
    const cuts = fc.array(fc.nat({ max: ids.length }), { maxLength: 4 });
    fc.assert(
      fc.property(trace, order, cuts, (spans, sequence, at) => {
        const shuffled = sequence.flatMap((index) => spans[index] ?? []);
        const edges = [0, ...at, ids.length].sort((a, b) => a - b);
        const batches = edges.slice(1).map((end, index) => shuffled.slice(edges[index], end));
        expect(countedAfter(batches)).toEqual(countedByRule(spans));
      }),
      { numRuns: 3000 },
    );
  });

  it('takes time in proportion to a chain of calls that arrives innermost first', () => {
    // What is quadratic does not come to its end in the time of a test.
    const depth = 200_000;
    const nesting = new CallNesting();
    for (let level = depth; level > 0; level -= 1) {
      nesting.add(call(`${level}`, level === 1 ? null : `${level - 1}`));
      if (level % 1000 === 0) nesting.settle();
    }
    nesting.settle();
    expect(nesting.size).toBe(depth);
  });
});
