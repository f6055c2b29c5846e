import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  modelCall,
  NOON,
  resourceOf,
  SECOND,
  spanIdOf,
  storedSpan,
  traceIdOf,
} from '../testing/stored-spans.ts';
import { temporaryStore, type TemporaryStore } from '../testing/temporary-store.ts';

let store: TemporaryStore;
beforeAll(() => {
  store = temporaryStore();
  store.writer.write([
    storedSpan({
      span: { name: 'POST /checkout', attributes: { 'http.route': '/checkout', n: 5, on: true } },
    }),
    storedSpan({
      span: {
        traceId: traceIdOf(2),
        name: 'old',
        startUnixNano: NOON - 86_400n * SECOND,
        resource: resourceOf('archive'),
      },
    }),
    modelCall({
      span: { spanId: spanIdOf(2), statusCode: 2, statusMessage: 'Rate limited' },
      facts: { userId: 'ana', sessionId: 's1' },
    }),
  ]);
});
afterAll(() => store.close());

const values = (field: string, prefix = '') =>
  store.reader.values({ field, prefix, from: '2026-11-20T11:00:00Z', to: '2026-11-20T13:00:00Z' });

it.each([
  ['service', '', ['shop']],
  ['model', 'GPT', ['gpt-4o']],
  ['model', 'claude', []],
  ['provider', '', ['openai']],
  ['name', 'check', ['POST /checkout']],
  ['span', 'work', ['work']],
  ['user', '', ['ana']],
  ['session', '', ['s1']],
  ['message', '', ['Rate limited']],
  ['@', 'http', ['http.route']],
  ['@', 'service', ['service.name']],
  ['@http.route', '', ['/checkout']],
  ['@n', '', ['5']],
  ['@on', '', ['true']],
  ['@service.name', 'arch', ['archive']],
  ['duration', '', []],
  ['@a"b\'; --', '%_', []],
])('proposes values of %s that contain %j', (field, prefix, expected) => {
  expect(values(field, prefix)).toEqual(expected);
});
