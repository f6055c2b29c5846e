import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startGuardrailsAiServer } from '../../../../test/fixtures/guardrails-ai-server.ts';
import type { FakeServer } from '../../../../test/fixtures/upstreams/fake-server.ts';
import { SignalboxError } from '../../../shared/errors.ts';
import { GuardrailsAiClient } from './guardrails-ai-client.ts';
import { FAILURES_TO_OPEN, PROBE_AFTER_MS } from './server-circuit.ts';

const TEXT = 'this is forbidden, and so is the forbidden fruit';
const never = new AbortController().signal;

let server: FakeServer;
let client: GuardrailsAiClient;
let now: number;
const validate = (guard: string, text = TEXT, { timeLimitMs = 2_000, signal = never } = {}) =>
  client.validate({ url: server.url, timeLimitMs }, guard, text, signal);
const reasonOf = async (verdict: Promise<unknown>): Promise<string> => {
  const error: unknown = await verdict.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof SignalboxError)) throw new Error('It did not fail as it should.', { cause: error });
  expect(error.code).toBe('GUARD_FAILED');
  return String(error.details.reason);
};

beforeAll(async () => {
  server = await startGuardrailsAiServer();
});
afterAll(() => server.close());
beforeEach(() => {
  now = 0;
  client = new GuardrailsAiClient(() => now);
});
afterEach(() => client.close());

describe('a Guardrails AI server that answers', () => {
  it('is sent the text alone, and passes what its validators pass', async () => {
    expect(await validate('words', 'harmless')).toEqual({ passed: true, replacement: null, failures: [] });
    const { method, path, body, headers } = server.seen.at(-1)!;
    expect({ method, path, body }).toEqual({
      method: 'POST',
      path: '/guards/words/validate',
      body: { llm_output: 'harmless' },
    });
    expect(Object.keys(headers).sort()).toEqual([
      'accept',
      'connection',
      'content-length',
      'content-type',
      'host',
    ]);
  });

  it('says which validator failed and at how many places, not what it found', async () => {
    const verdict = await validate('words');
    expect(verdict).toEqual({
      passed: false,
      replacement: null,
      failures: [{ validator: 'BanList', places: 2 }],
    });
    expect(JSON.stringify(verdict)).not.toContain('forbidden');
  });

  it('may mend the text', async () => {
    expect(await validate('fixes')).toEqual({
      passed: true,
      replacement: 'this is [removed], and so is the [removed] fruit',
      failures: [{ validator: 'BanList', places: 2 }],
    });
  });

  it('may fail by exception, a 400 that is a verdict', async () => {
    expect(await validate('throws')).toMatchObject({ passed: false, replacement: null });
    expect(await validate('throws', 'harmless')).toMatchObject({ passed: true });
  });

  it('may validate an object, which replaces nothing', async () => {
    expect(await validate('structured')).toEqual({ passed: true, replacement: null, failures: [] });
  });

  it('may be slow, send byte by byte, and have any id for its guards', async () => {
    expect(await validate('slow')).toMatchObject({ passed: true });
    expect(await validate('crumbs', 'x')).toMatchObject({ passed: true });
    expect(await validate('with space/and slash')).toMatchObject({ passed: true });
    expect(server.seen.at(-1)?.path).toBe('/guards/with%20space%2Fand%20slash/validate');
  });

  it('may have a path before its own', async () => {
    await reasonOf(client.validate({ url: `${server.url}/api/`, timeLimitMs: 500 }, 'words', 'x', never));
    expect(server.seen.at(-1)?.path).toBe('/api/guards/words/validate');
  });
});

describe('a Guardrails AI server that misbehaves', () => {
  it.each([
    ['unknown', /has no guard 'unknown' \(404\)/],
    ['value-error', /answered 400/],
    ['needs-more', /\(422\)/],
    ['broken', /answered 500/],
    ['html-error', /answered 502/],
    ['malformed', /not that of a Guardrails AI server/],
    ['wrong-types', /not that of a Guardrails AI server/],
    ['snake-case', /not that of a Guardrails AI server/],
    ['huge', /larger than \d+ bytes/],
    ['closes', /connection was closed/],
    ['resets', /connection was (reset|closed)/],
    ['closes-mid-body', /connection was closed/],
  ])('%s: says so', async (guard, reason) => {
    const said = await reasonOf(validate(guard));
    expect(said).toMatch(reason);
    expect(said).not.toContain('forbidden');
  });

  it.each(['hangs', 'hangs-mid-body'])(
    '%s: is left at the time limit, and its connection closed',
    async (guard) => {
      expect(await reasonOf(validate(guard, TEXT, { timeLimitMs: 60 }))).toContain('longer than 60 ms');
      await server.seen.at(-1)?.hungUp;
      expect(server.seen.at(-1)?.path).toBe(`/guards/${guard}/validate`);
    },
  );

  it('is hung up on with the caller', async () => {
    const caller = new AbortController();
    const before = server.seen.length;
    const verdict = validate('hangs', TEXT, { signal: caller.signal });
    while (server.seen.length === before) await new Promise((resolve) => setImmediate(resolve));
    caller.abort(new Error('gone'));
    await expect(verdict).rejects.toThrow('gone');
    await server.seen.at(-1)?.hungUp;
    await expect(validate('words', TEXT, { signal: caller.signal })).rejects.toThrow('gone');
  });

  it('is not asked for a while after some failures in a row, then by one call alone', async () => {
    for (let i = 0; i < FAILURES_TO_OPEN; i++) await reasonOf(validate('broken'));
    const before = server.seen.length;
    expect(await reasonOf(validate('words'))).toContain('asked again in 2 s');
    expect(server.seen).toHaveLength(before);
    now += PROBE_AFTER_MS[0];
    const [probe, beside] = await Promise.all([validate('words', 'harmless'), reasonOf(validate('words'))]);
    expect(probe.passed).toBe(true);
    expect(beside).toContain('its last calls failed');
    expect(await validate('words', 'harmless')).toMatchObject({ passed: true });
  });

  it('waits longer after each probe that failed; a caller that hangs up is no failure', async () => {
    for (let i = 0; i < FAILURES_TO_OPEN; i++) await reasonOf(validate('closes'));
    now += PROBE_AFTER_MS[0];
    const caller = new AbortController();
    const before = server.seen.length;
    const probe = validate('hangs', TEXT, { signal: caller.signal });
    while (server.seen.length === before) await new Promise((resolve) => setImmediate(resolve));
    caller.abort(new Error('gone'));
    await expect(probe).rejects.toThrow('gone');
    expect(await reasonOf(validate('broken'))).toContain('answered 500');
    expect(await reasonOf(validate('words'))).toContain('asked again in 5 s');
  });

  it('cannot be reached', async () => {
    const gone = await startGuardrailsAiServer();
    await gone.close();
    const refused = client.validate({ url: gone.url, timeLimitMs: 500 }, 'words', TEXT, never);
    expect(await reasonOf(refused)).toContain('the connection was refused');
  });
});

it('keeps its connections', async () => {
  for (let i = 0; i < 8; i++) await validate('words');
  const ports = server.seen.slice(-8).map(({ port }) => port);
  // A connection may still be busy with the end of its answer when the next request comes.
  expect(new Set(ports).size).toBeLessThanOrEqual(3);
});
