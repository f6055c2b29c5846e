import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  filterField,
  printFilter,
  parseFilter,
  type FilterExpression,
  type Pattern,
} from '../../../shared/filter/index.ts';
import { anyFilter } from '../../../shared/filter/testing/any-filter.ts';
import {
  MILLI,
  modelCall,
  NOON,
  resourceOf,
  SECOND,
  spanIdOf,
  storedSpan,
  traceIdOf,
  unpricedCall,
} from '../testing/stored-spans.ts';
import { temporaryStore, type TemporaryStore } from '../testing/temporary-store.ts';
import { filterCondition } from './filter-sql.ts';

let store: TemporaryStore;

const at = (number: number) => ({
  traceId: traceIdOf(number),
  startUnixNano: NOON + BigInt(number) * SECOND,
});
const lasting = (number: number, duration: bigint) => ({
  ...at(number),
  endUnixNano: at(number).startUnixNano + duration,
});
const child = (index: number) => ({ spanId: spanIdOf(index), parentSpanId: spanIdOf(1) });

/** 1 checkout of shop; 2 fails in billing; 3 two calls of ana; 4 a call through the gateway; 5 without a price; 6 attributes. */
beforeAll(() => {
  store = temporaryStore();
  store.writer.write([
    storedSpan({ span: { ...lasting(1, 250n * MILLI), name: 'POST /checkout', kind: 2 } }),
    storedSpan({ span: { ...lasting(1, 100n * MILLI), ...child(2), name: 'query 100%_*[x]' } }),
    storedSpan({
      span: {
        ...lasting(2, 3n * SECOND),
        name: 'Refund',
        statusCode: 2,
        statusMessage: 'Rate limit of 60% hit',
        resource: resourceOf('billing'),
      },
    }),
    modelCall({ span: lasting(3, 2n * SECOND), facts: { sessionId: 's1', userId: 'ana' } }),
    modelCall({
      span: { ...lasting(3, 5n * SECOND), ...child(2), parentSpanId: null },
      facts: { provider: 'anthropic', model: 'claude-opus' },
      costNanos: 20_000_000n,
    }),
    {
      ...modelCall({
        span: {
          ...lasting(4, SECOND),
          statusCode: 2,
          attributes: {
            'signalbox.org': 'acme',
            'signalbox.key': 'ci',
            'signalbox.route': 'fast',
            'signalbox.workspace': "o'brien",
          },
        },
        facts: { model: 'gpt-4o-mini' },
      }),
      isExchange: true,
    },
    unpricedCall({ span: lasting(5, 8n * SECOND) }),
    storedSpan({
      span: {
        ...lasting(6, MILLI),
        attributes: {
          'http.route': '/a"b',
          status: 500,
          ratio: { doubleValue: 3 },
          on: true,
          tags: ['red', 'blue'],
          'a"key\\': 'x',
          nested: { kvlistValue: { 'http.route': '/hidden' } },
        },
      },
    }),
  ]);
});
afterAll(() => store.close());

function found(q: string): number[] {
  const { traces } = store.reader.list({ filter: { q }, limit: 100, cursor: null });
  return traces.map(({ traceId }) => Number.parseInt(traceId, 16)).sort();
}

describe('the filter language over a store', () => {
  it.each<[string, number[]]>([
    ['', [1, 2, 3, 4, 5, 6]],
    ['service:billing', [2]],
    ['service:b*', [2]],
    ['service:*i*g', [2]],
    ['not service:shop', [2]],
    ['status:error', [2, 4]],
    ['status:ok', [1, 3, 5, 6]],
    ['name:"POST *"', [1]],
    ['name:post*', []],
    ['span:"query 100%_\\*[x]"', [1]],
    ['span:"query*[x]"', [1]],
    ['span:nothing', []],
    ['duration:>2s', [2, 3, 5]],
    ['duration:250ms', [1]],
    ['duration:..250ms', [1, 6]],
    ['duration:1s..3s', [2, 4]],
    ['start:2026-11-20', [1, 2, 3, 4, 5, 6]],
    ['start:>2026-11-20', []],
    ['start:>=2026-11-20T12:00:05', [5, 6]],
    ['model:gpt-4o', [3, 5]],
    ['model:gpt-4o*', [3, 4, 5]],
    ['model:gpt-4o model:claude*', [3]],
    ['provider:anthropic', [3]],
    ['not provider:anthropic has:provider', [4, 5]],
    ['cost:>$0.01', [3]],
    ['cost:<1', [3, 4]],
    ['not has:cost has:model', [5]],
    ['tokens:240', [3]],
    ['tokens:<1k', [3, 4, 5]],
    ['input_tokens:>=200', [3]],
    ['output_tokens:20', [4, 5]],
    ['spans:2', [1, 3]],
    ['calls:>0', [3, 4, 5]],
    ['errors:1..', [2, 4]],
    ['user:ana', [3]],
    ['not user:ana', [1, 2, 4, 5, 6]],
    ['has:session', [3]],
    [`trace:${traceIdOf(2)}`, [2]],
    [`trace:${traceIdOf(0).slice(0, 31)}`, [1, 2, 3, 4, 5, 6]],
    ['org:acme key:ci route:fast', [4]],
    [`workspace:"o'brien"`, [4]],
    ['has:org', [4]],
    ['not has:route', [1, 2, 3, 5, 6]],
    ['operation:chat', [3, 4, 5]],
    ['kind:server', [1]],
    ['message:"rate limit"', [2]],
    ['message:60%', [2]],
    ['has:message', [2]],
    ['any span (model:gpt-4o duration:>3s)', [5]],
    ['model:gpt-4o duration:>3s', [3, 5]],
    ['any span (not operation:chat service:shop)', [1, 6]],
    ['any span (key:ci status:error tokens:>100)', [4]],
    ['any span (refund)', [2]],
    ['@http.route:"/a\\"b"', [6]],
    ['@http.route:/hidden', []],
    ['@http.route:/a*', [6]],
    ['@status:500', [6]],
    ['@status:>499', [6]],
    ['@ratio:3', [6]],
    ['@ratio:<=2.9', []],
    ['@on:true', [6]],
    ['@on:1', []],
    ['@tags:blue', [6]],
    ['@tags:gr*', []],
    ['@"a\\"key\\\\":x', [6]],
    ['has:@ratio', [6]],
    ['not has:@service.name', []],
    ['@service.name:billing', [2]],
    ['refund or checkout', [1, 2]],
    ['"post /checkout"', [1]],
    ['check*', [1]],
    ['check', []],
    ['(service:billing or user:ana) not status:error', [3]],
  ])('%s', (q, expected) => {
    expect(found(q)).toEqual(expected);
  });

  it('says where a filter is wrong', () => {
    expect(() => found('status:error modle:x')).toThrow(
      expect.objectContaining({
        code: 'FILTER_INVALID',
        details: expect.objectContaining({ from: 13, to: 19 }) as object,
      }) as Error,
    );
  });

  it('runs whatever can be written, and lets no text into the SQL', () => {
    fc.assert(
      fc.property(anyFilter, (expression) => {
        const parsed = parseFilter(printFilter(expression));
        fc.pre(parsed.ok);
        expect(() => found(printFilter(expression))).not.toThrow();
        const sqlWith = (text: string) =>
          filterCondition(withTexts(expression, text), { db: store.db, reach: 'page' }).sql;
        expect(sqlWith(`canary'); --`)).not.toContain('canary');
        expect(sqlWith(`canary'); --`)).toBe(sqlWith('parrot"*?[ --'));
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ['service:shop', /traces_by_service \(service=\?/],
    ['service:sh*', /traces_by_service \(service>\? AND service<\?/],
    ['user:ana', /traces_by_user \(user_id=\?/],
    ['session:s1', /traces_by_session \(session_id=\?/],
    ['status:error', /traces_with_error/],
    ['trace:4bf92f35', /sqlite_autoindex_traces_1 \(trace_id>\? AND trace_id<\?/],
    ['message:limit', /traces_with_error/],
    ['start:2026-11-20', /traces_by_start \(start_ns>\? AND start_ns<\?/],
  ])('answers %s from an index', (q, index) => {
    const parsed = parseFilter(q);
    if (!parsed.ok || parsed.expression === null) throw new Error(q);
    const { sql, values } = filterCondition(parsed.expression, { db: store.db, reach: 'page' });
    const plan = store.db
      .prepare<unknown[], { detail: string }>(
        `EXPLAIN QUERY PLAN SELECT * FROM traces t WHERE ${sql} ORDER BY t.start_ns DESC, t.trace_no DESC LIMIT 50`,
      )
      .all(...values);
    expect(plan.map(({ detail }) => detail).join('\n')).toMatch(index);
  });
});

/** The same shape with `text` for every value that may be any text: of names and attributes, keys, searched words. */
function withTexts(expression: FilterExpression, text: string): FilterExpression {
  const other = (pattern: Pattern): Pattern =>
    pattern.map((piece) => (piece === '' ? '' : text)) as [string, ...string[]];
  switch (expression.kind) {
    case 'and':
    case 'or':
      return { ...expression, operands: expression.operands.map((operand) => withTexts(operand, text)) };
    case 'not':
    case 'anySpan':
      return { ...expression, operand: withTexts(expression.operand, text) };
    case 'has':
      return expression.field.startsWith('@') ? { ...expression, field: `@${text}` } : expression;
    case 'text':
      return { ...expression, text: other(expression.text) };
    case 'clause': {
      const { field, operator, value } = expression;
      if (field.startsWith('@')) {
        return { ...expression, field: `@${text}`, value: operator === ':' ? other(value) : value };
      }
      const isText = ['name', 'text'].includes(filterField(field)?.type ?? '');
      return isText ? { ...expression, value: other(value) } : expression;
    }
  }
}
