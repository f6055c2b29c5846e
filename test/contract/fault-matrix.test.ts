import { afterAll, beforeAll, describe, test, vi, type ExpectStatic } from 'vitest';
import type { StoredSpan } from '../../src/core/store/span-record.ts';
import type { ProviderDialect } from '../../src/shared/provider.ts';
import { DEFAULT_CALL_TIMEOUTS, type Route } from '../../src/shared/route.ts';
import { startGateway, type GatewayUnderTest } from '../fixtures/gateway-under-test.ts';
import { startFaultyUpstream, traceOf, type FaultyUpstream } from '../fixtures/upstreams/faulty.ts';

/*
 * What can go wrong with an upstream, by what its caller gets.
 *
 *   fallback   nothing had gone to the caller: the next target of the route answers, as if nothing had been. Without a
 *              next target the caller gets the error and its status.
 *   in-band    the answer had begun: an error event in the caller's dialect, no end marker, and a broken connection;
 *              never a clean end, never a second answer glued to the first. What was used is accounted.
 *   whole      nothing is wrong with the answer.
 */
type Outcome = 'fallback' | 'in-band' | 'whole';
interface Row {
  readonly fault: string;
  readonly outcome: Outcome | Record<ProviderDialect, Outcome>;
  /** `error.type` of the attempt; a function of the dialect where the upstream's own words count. */
  readonly error: string | Record<ProviderDialect, string> | null;
  /** What a caller without fallback gets. */
  readonly status?: number | Record<ProviderDialect, number>;
}

const UNREACHABLE = { error: 'PROVIDER_UNREACHABLE', status: 502 };
const OWN_WORDS = { openai: 'server_error', anthropic: 'overloaded_error', gemini: 'UNAVAILABLE' };

const STREAMS: readonly Row[] = [
  { fault: 'refused', outcome: 'fallback', ...UNREACHABLE },
  { fault: 'reset', outcome: 'fallback', ...UNREACHABLE },
  { fault: 'slow-first-byte', outcome: 'fallback', error: 'PROVIDER_TIMEOUT', status: 504 },
  { fault: 'cut-after-head', outcome: 'fallback', error: 'PROVIDER_STREAM_CUT', status: 502 },
  { fault: 'stalled-after-head', outcome: 'fallback', error: 'PROVIDER_STREAM_STALLED', status: 504 },
  { fault: 'malformed-at-once', outcome: 'fallback', error: 'PROVIDER_ANSWER_MALFORMED', status: 502 },
  {
    fault: 'error-at-once',
    outcome: 'fallback',
    error: OWN_WORDS,
    status: { openai: 500, anthropic: 529, gemini: 503 },
  },
  { fault: 'stalled', outcome: 'in-band', error: 'PROVIDER_STREAM_STALLED' },
  { fault: 'cut-mid-event', outcome: 'in-band', error: 'PROVIDER_STREAM_CUT' },
  { fault: 'cut-between-events', outcome: 'in-band', error: 'PROVIDER_STREAM_CUT' },
  { fault: 'malformed-event', outcome: 'in-band', error: 'PROVIDER_ANSWER_MALFORMED' },
  { fault: 'error-event', outcome: 'in-band', error: OWN_WORDS },
  // OpenAI's stream is whole with every choice finished; Gemini's has no marker; Anthropic's must end with message_stop.
  {
    fault: 'no-end-marker',
    outcome: { openai: 'whole', anthropic: 'in-band', gemini: 'whole' },
    error: 'PROVIDER_STREAM_CUT',
  },
  { fault: 'no-usage', outcome: 'whole', error: null },
];

const ANSWERS: readonly Row[] = [
  { fault: 'refused', outcome: 'fallback', ...UNREACHABLE },
  { fault: 'reset', outcome: 'fallback', ...UNREACHABLE },
  { fault: 'slow-first-byte', outcome: 'fallback', error: 'PROVIDER_TIMEOUT', status: 504 },
  { fault: 'cut-mid-event', outcome: 'fallback', error: 'PROVIDER_STREAM_CUT', status: 502 },
  { fault: 'malformed-event', outcome: 'fallback', error: 'PROVIDER_ANSWER_MALFORMED', status: 502 },
  { fault: 'no-usage', outcome: 'whole', error: null },
];

const UPSTREAMS: readonly ProviderDialect[] = ['openai', 'anthropic', 'gemini'];
const CALLERS = ['openai', 'anthropic'] as const;
type CallerDialect = (typeof CALLERS)[number];

let upstream: FaultyUpstream;
let gateway: GatewayUnderTest;
beforeAll(async () => {
  upstream = await startFaultyUpstream();
  const apiKey = 'upstream-key-0123456789';
  gateway = await startGateway({
    upstreams: UPSTREAMS.flatMap((dialect) => [
      { name: dialect, dialect, baseUrl: upstream.url, apiKey },
      { name: `${dialect}-gone`, dialect, baseUrl: 'http://127.0.0.1:1', apiKey },
    ]),
    timeouts: { connectMs: 1_000, firstByteMs: 700, idleMs: 700 },
    routes: UPSTREAMS.flatMap((dialect) =>
      [...new Set([...[...STREAMS, ...ANSWERS].map(({ fault }) => fault), 'stalled-before-text'])].flatMap(
        (fault) => {
          const provider = fault === 'refused' ? `${dialect}-gone` : dialect;
          const target = (use: string) => ({ provider, model: `${fault}~${use}`, rank: 1, weight: 1 });
          const next = { provider: 'openai', model: 'fallback', rank: 2, weight: 1 };
          return [
            route(`${dialect} ${fault} alone`, [target('alone')]),
            route(`${dialect} ${fault} with fallback`, [target('fallback'), next]),
            route(`${dialect} ${fault} hung up`, [target('hung-up'), next]),
          ];
        },
      ),
    ),
  });
});
afterAll(async () => {
  await gateway.close();
  await upstream.close();
});

function route(model: string, targets: Route['targets']): Route {
  // One attempt each, so that the table says what a single fault leads to; retries have tests of their own.
  const retry = { attempts: 1, maxWaitMs: 0 };
  return { model, targets, retry, timeouts: DEFAULT_CALL_TIMEOUTS, updatedAt: '2026-11-21T10:00:00.000Z' };
}

interface Got {
  status: number;
  text: string;
  /** The connection broke before the answer was complete. */
  broken: boolean;
  server: StoredSpan;
  attempts: StoredSpan[];
}

const PATHS: Record<CallerDialect, string> = { openai: '/v1/chat/completions', anthropic: '/v1/messages' };
const OVERLOAD: Record<CallerDialect, number> = { openai: 503, anthropic: 529 };
const END_MARKERS: Record<CallerDialect, string> = {
  openai: 'data: [DONE]\n\n',
  anthropic: 'event: message_stop',
};

async function ask(caller: CallerDialect, model: string, stream: boolean): Promise<Got> {
  const answer = await post(caller, model, stream);
  const traceId = answer.headers.get('x-signalbox-trace-id') ?? '';
  let text = '';
  let broken = false;
  try {
    const decoder = new TextDecoder();
    for await (const chunk of answer.body ?? []) {
      text += decoder.decode(chunk as Uint8Array, { stream: true });
      upstream.release(traceId);
    }
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    broken = true;
  }
  return { status: answer.status, text, broken, ...(await recorded(traceId)) };
}

function post(
  caller: CallerDialect,
  model: string,
  stream: boolean,
  signal?: AbortSignal,
): Promise<Response> {
  return fetch(`${gateway.door.url}${PATHS[caller]}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'anthropic-version': '2023-06-01' },
    body: JSON.stringify({
      model,
      max_tokens: 50,
      messages: [{ role: 'user', content: 'Say hello' }],
      ...(stream ? { stream } : {}),
    }),
    ...(signal === undefined ? {} : { signal }),
  });
}

async function recorded(traceId: string): Promise<{ server: StoredSpan; attempts: StoredSpan[] }> {
  return await vi.waitFor(() => {
    const [server, ...attempts] = gateway.exchanges.find(([first]) => first?.span.traceId === traceId) ?? [];
    if (server === undefined) throw new Error('The exchange is not recorded yet.');
    return { server, attempts };
  }, 60_000);
}

function of<T>(value: T | Record<ProviderDialect, T>, dialect: ProviderDialect): T {
  return typeof value === 'object' && value !== null ? (value as Record<ProviderDialect, T>)[dialect] : value;
}

function cases(rows: readonly Row[]) {
  return rows.flatMap((row) =>
    UPSTREAMS.flatMap((from) =>
      CALLERS.map((caller) => ({
        fault: row.fault,
        from,
        caller,
        outcome: of<Outcome>(row.outcome, from),
        error: of<string | null>(row.error, from),
        status: of<number>(row.status ?? 200, from),
      })),
    ),
  );
}
type Case = ReturnType<typeof cases>[number];

const title = '$fault of an $from upstream, $caller caller: $outcome';

describe('streams', () => {
  test.concurrent.for(cases(STREAMS))(title, async (one, { expect }) => {
    const got = await ask(one.caller, `${one.from} ${one.fault} with fallback`, true);
    expect(got.status).toBe(200);
    if (one.outcome === 'fallback') expectFallback(expect, one, got);
    else if (one.outcome === 'in-band') expectInBand(expect, one, got);
    else expectWhole(expect, one, got);
    const isComplete = one.outcome !== 'in-band';
    expect(got.broken).toBe(!isComplete);
    // Between the same dialects the bytes pass as they are, a missing marker too.
    const isMissing = one.fault === 'no-end-marker' && one.from === one.caller;
    expect(got.text.includes(END_MARKERS[one.caller])).toBe(isComplete && !isMissing);
  });
});

describe('whole answers', () => {
  test.concurrent.for(cases(ANSWERS))(title, async (one, { expect }) => {
    const got = await ask(one.caller, `${one.from} ${one.fault} with fallback`, false);
    expect(got).toMatchObject({ status: 200, broken: false });
    if (one.outcome === 'fallback') expectFallback(expect, one, got);
    else expectWhole(expect, one, got);
  });
});

function expectFallback(expect: ExpectStatic, { from, fault, error }: Case, got: Got): void {
  expect(got.text).toContain('fallback');
  expect(got.text).not.toContain('error');
  const [failed, answered] = got.attempts;
  expect(got.attempts).toHaveLength(2);
  expect(failed?.span).toMatchObject({ statusCode: 2, attributes: { 'error.type': error } });
  expect(answered?.span.statusCode).toBe(0);
  expect(answered?.span.attributes['http.request.resend_count']).toBe(1);
  const provider = fault === 'refused' ? `${from}-gone` : from;
  expect(answered?.span.attributes['signalbox.attempt.reason']).toContain(
    `fell back from ${provider}/${fault}`,
  );
  expect(got.server.span.statusCode).toBe(0);
  // What the caller got is what is paid: the answer of the fallback alone.
  expect(got.server.facts).toMatchObject({ provider: 'openai', usage: { input: 40, output: 7 } });
  expect(got.server.cost?.total).toBe('47000');
}

function expectInBand(expect: ExpectStatic, { caller, error }: Case, got: Got): void {
  expect(got.text).toContain('Hello');
  expect(got.text).not.toContain('fallback');
  if (caller === 'anthropic') expect(got.text).toMatch(/event: error\ndata: \{"type":"error","error":\{/);
  else expect(got.text).toMatch(/data: \{"error":\{/);
  expect(got.attempts).toHaveLength(1);
  expect(got.attempts[0]?.span).toMatchObject({ statusCode: 2, attributes: { 'error.type': error } });
  expect(got.server.span).toMatchObject({ statusCode: 2, attributes: { 'error.type': error } });
  expect(got.server.facts.usage.input).toBeGreaterThan(0);
  expect(got.server.facts.usage.output).toBeGreaterThan(0);
  expect(Number(got.server.cost?.total)).toBeGreaterThan(0);
}

function expectWhole(expect: ExpectStatic, { fault }: Case, got: Got): void {
  expect(got.text).toContain('world');
  expect(got.attempts).toHaveLength(1);
  expect(got.server.span.statusCode).toBe(0);
  if (fault === 'no-usage') {
    // Nobody said what was used: it is counted, and marked as an estimate.
    expect(got.server.span.attributes['signalbox.usage.estimated']).toBe(true);
    expect(got.server.facts.usage.output).toBeGreaterThan(0);
    expect(Number(got.server.cost?.total)).toBeGreaterThan(0);
  } else {
    expect(got.server.facts.usage).toMatchObject({ input: 40, output: 7 });
    expect(got.server.cost?.total).toBe('47000');
  }
}

describe('without a next target the caller gets the error', () => {
  const before = cases(STREAMS).filter(({ outcome }) => outcome === 'fallback');
  test.concurrent.for(before)(
    '$fault of an $from upstream, $caller caller: $status',
    async (one, { expect }) => {
      const got = await ask(one.caller, `${one.from} ${one.fault} alone`, true);
      expect(got).toMatchObject({ broken: false });
      // Overload is 529 to Anthropic's callers, 503 to all others.
      const isOverload = one.status === 503 || one.status === 529;
      expect(got.status).toBe(isOverload ? OVERLOAD[one.caller] : one.status);
      const body = JSON.parse(got.text) as { type?: string; error: { message: string } };
      expect(body.error.message).not.toBe('');
      expect(body.type).toBe(one.caller === 'anthropic' ? 'error' : undefined);
      expect(got.server.span).toMatchObject({ statusCode: 2 });
      expect(got.server.cost).toBeNull();
    },
  );
});

describe('a caller who hangs up', () => {
  test.concurrent.for(UPSTREAMS)(
    'cancels the %s upstream and is charged what was used',
    async (from, { expect }) => {
      const hangUp = new AbortController();
      const answer = await post('openai', `${from} stalled hung up`, true, hangUp.signal);
      const traceId = answer.headers.get('x-signalbox-trace-id') ?? '';
      const reader = answer.body?.getReader();
      await reader?.read();
      const asked = upstream.seen.find((request) => traceOf(request) === traceId);
      hangUp.abort();
      await asked?.hungUp;
      const { server, attempts } = await recorded(traceId);
      expect(server.span).toMatchObject({ statusCode: 2, attributes: { 'error.type': 'cancelled' } });
      expect(attempts).toHaveLength(1);
      expect(attempts[0]?.span.attributes['error.type']).toBe('cancelled');
      expect(server.facts.usage.output).toBeGreaterThan(0);
      expect(Number(server.cost?.total)).toBeGreaterThan(0);
    },
  );

  test('before the first word is charged what was sent', async ({ expect }) => {
    const hangUp = new AbortController();
    const answer = await post('openai', 'openai stalled-before-text hung up', true, hangUp.signal);
    await answer.body?.getReader().read();
    hangUp.abort();
    const { server } = await recorded(answer.headers.get('x-signalbox-trace-id') ?? '');
    expect(server.facts.usage).toMatchObject({ output: 0 });
    expect(server.facts.usage.input).toBeGreaterThan(0);
    expect(Number(server.cost?.total)).toBeGreaterThan(0);
    expect(server.span.attributes).toMatchObject({ 'signalbox.usage.estimated': true });
  });

  test('before the first byte cancels too, and no other target is called', async ({ expect }) => {
    const hangUp = new AbortController();
    const answer = post('openai', 'openai slow-first-byte hung up', true, hangUp.signal);
    const asked = await vi.waitFor(() => {
      const request = upstream.seen.find(({ body }) => body.model === 'slow-first-byte~hung-up');
      if (request === undefined) throw new Error('The upstream was not called yet.');
      return request;
    }, 60_000);
    hangUp.abort();
    await expect(answer).rejects.toThrow();
    await asked.hungUp;
    const { server, attempts } = await recorded(traceOf(asked));
    expect(server.span.attributes['error.type']).toBe('cancelled');
    expect(attempts).toHaveLength(1);
    expect(server.cost).toBeNull();
  });
});
