import { expect, test } from 'vitest';
import { newSpanId, traceContext, traceparent } from './trace-context.ts';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const PARENT = '00f067aa0ba902b7';

test('a valid traceparent is continued under a new span', () => {
  const context = traceContext(`00-${TRACE}-${PARENT}-00`, 'a=1');
  expect(context).toMatchObject({ traceId: TRACE, parentSpanId: PARENT, traceState: 'a=1', flags: 0 });
  expect(context.spanId).not.toBe(PARENT);
  expect(traceparent(context, context.spanId)).toBe(`00-${TRACE}-${context.spanId}-00`);
});

test('a later version with more fields is continued, as the specification asks', () => {
  expect(traceContext(`01-${TRACE}-${PARENT}-01-extra`, undefined).traceId).toBe(TRACE);
});

test.each([
  undefined,
  '',
  `00-${TRACE}-${PARENT}`,
  `00-${TRACE}-${PARENT}-01-extra`,
  `ff-${TRACE}-${PARENT}-01`,
  `00-${TRACE.toUpperCase()}-${PARENT}-01`,
  `00-${'0'.repeat(32)}-${PARENT}-01`,
  `00-${TRACE}-${'0'.repeat(16)}-01`,
])('%s begins a trace of its own, sampled', (given) => {
  const context = traceContext(given, 'a=1');
  expect(context).toMatchObject({ parentSpanId: null, traceState: '', flags: 1 });
  expect(context.traceId).toMatch(/^[0-9a-f]{32}$/);
  expect(context.traceId).not.toBe(TRACE);
});

test('ids are not repeated', () => {
  const ids = Array.from({ length: 5000 }, newSpanId);
  expect(new Set(ids).size).toBe(5000);
  expect(ids.every((id) => /^[0-9a-f]{16}$/.test(id))).toBe(true);
});
