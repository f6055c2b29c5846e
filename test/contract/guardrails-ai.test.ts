import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createGuardrails, GuardrailsAiClient, type Guardrails } from '../../src/core/guardrails/index.ts';
import {
  DEFAULT_GUARD_SETTINGS,
  type AllGuardSettings,
  type GuardRun,
  type GuardrailsAiSettings,
} from '../../src/shared/guard/index.ts';
import { startGateway, type GatewayUnderTest } from '../fixtures/gateway-under-test.ts';
import { startGuardrailsAiServer } from '../fixtures/guardrails-ai-server.ts';
import { startEchoUpstream, type EchoUpstream } from '../fixtures/upstreams/echo.ts';
import type { FakeServer } from '../fixtures/upstreams/fake-server.ts';

/* A Guardrails AI server in the path of calls: it speaks the real format, and its guards misbehave by their names. */

let server: FakeServer;
let upstream: EchoUpstream;
let gateway: GatewayUnderTest;
let client: GuardrailsAiClient;
let guardrails: Guardrails;

beforeAll(async () => {
  server = await startGuardrailsAiServer();
  upstream = await startEchoUpstream();
  gateway = await startGateway({
    upstreams: [{ name: 'echo', dialect: 'openai', baseUrl: `${upstream.url}/v1`, apiKey: null }],
    judges: {
      guardrails: {
        checkInput: (call, only) => guardrails.checkInput(call, only),
        watchAnswer: (call, required) => guardrails.watchAnswer(call, required),
        redaction: (kinds) => guardrails.redaction(kinds),
      },
    },
  });
});
afterAll(async () => {
  await gateway.close();
  await upstream.close();
  await server.close();
  await client.close();
});
beforeEach(async () => {
  await (client as GuardrailsAiClient | undefined)?.close();
  client = new GuardrailsAiClient();
  gateway.exchanges.length = 0;
  upstream.seen.length = 0;
  server.seen.length = 0;
});

function set(own: Partial<GuardrailsAiSettings>): void {
  const off = Object.entries(DEFAULT_GUARD_SETTINGS).map(([name, settings]) => [
    name,
    { ...settings, enabled: false },
  ]);
  const guardrailsAi = { ...DEFAULT_GUARD_SETTINGS.guardrails_ai, enabled: true, server: server.url, ...own };
  const settings = { ...Object.fromEntries(off), guardrails_ai: guardrailsAi } as AllGuardSettings;
  guardrails = createGuardrails(settings, { guardrailsAi: client });
}

interface Answered {
  readonly status: number;
  readonly text: string;
  readonly warning: string | null;
  readonly runs: readonly GuardRun[];
}

async function ask(content: string, stream = false): Promise<Answered> {
  const response = await fetch(`${gateway.door.url}/v1/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: 'Bearer sk-of-the-caller' },
    body: JSON.stringify({
      model: 'echo/m',
      stream,
      messages: [
        { role: 'system', content: 'Be kind.' },
        { role: 'user', content },
      ],
    }),
  });
  const text = await readAll(response);
  const { server: exchange } = await gateway.exchange(0);
  const warning = response.headers.get('x-signalbox-warning');
  return { status: response.status, text, warning, runs: exchange.verdicts?.guards ?? [] };
}

/** What came before the end of a body; a stream that is refused midway does not end politely. */
async function readAll({ body }: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  try {
    for await (const chunk of body ?? []) chunks.push(chunk as Uint8Array);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
  }
  return Buffer.concat(chunks).toString('utf8');
}

describe('requests', () => {
  it('are sent to the server as texts alone, and on to the model when they are valid', async () => {
    set({ inputGuard: 'words' });
    const { status, runs } = await ask('Hello');
    expect(status).toBe(200);
    expect(server.seen.map(({ body }) => body)).toEqual([{ llm_output: 'Hello' }]);
    expect(JSON.stringify(server.seen)).not.toContain('sk-of-the-caller');
    expect(runs).toMatchObject([{ guard: 'guardrails_ai', direction: 'input', outcome: 'pass' }]);
  });

  it.each(['words', 'fixes', 'throws'])('that %s finds are blocked before the model', async (inputGuard) => {
    set({ inputGuard });
    const { status, runs, text } = await ask('a forbidden word');
    expect(status).toBe(400);
    expect(upstream.seen).toEqual([]);
    expect(runs).toMatchObject([{ outcome: 'block' }]);
    expect(JSON.stringify(runs)).not.toContain('forbidden');
    expect(text).not.toContain('forbidden');
  });

  it('may only be warned about', async () => {
    set({ inputGuard: 'words', action: 'warn' });
    const { status, warning } = await ask('a forbidden word');
    expect(status).toBe(200);
    expect(warning).toContain('BanList failed');
  });
});

describe('answers', () => {
  it('are blocked', async () => {
    set({ outputGuard: 'words' });
    const { status, text, runs } = await ask('say forbidden');
    expect(status).toBe(400);
    expect(text).not.toContain('say forbidden');
    const findings = [{ kind: 'BanList', count: 1, place: 'answer' }];
    expect(runs.at(-1)).toMatchObject({ direction: 'output', outcome: 'block', findings });
  });

  it.each([true, false])('that are streamed are validated whole; held back: %s', async (holdStreams) => {
    set({ outputGuard: 'words', holdStreams });
    const { text, runs } = await ask('say forbidden', true);
    expect(server.seen).toHaveLength(1);
    expect(text.includes('data: [DONE]')).toBe(false);
    expect(text.includes('guard_blocked')).toBe(true);
    // Held back, nothing of it was let go of.
    if (holdStreams) expect(text).not.toMatch(/"content":"[^"]/);
    expect(runs.at(-1)).toMatchObject({ direction: 'output', outcome: 'block' });
  });
});

describe('a server that misbehaves', () => {
  it.each(['broken', 'malformed', 'wrong-types', 'closes', 'hangs', 'unknown'])(
    '%s: blocks the call, or lets it pass and says so',
    async (inputGuard) => {
      set({ inputGuard, timeLimitMs: 80, failureMode: 'closed' });
      const closed = await ask('Hello');
      expect(closed.status).toBe(503);
      expect(upstream.seen).toEqual([]);
      expect(closed.runs).toMatchObject([{ outcome: 'failed_closed', findings: [] }]);
      gateway.exchanges.length = 0;
      set({ inputGuard, timeLimitMs: 80, failureMode: 'open' });
      const open = await ask('Hello');
      expect(open.status).toBe(200);
      expect(open.runs).toMatchObject([{ outcome: 'failed_open' }]);
      expect(open.runs[0]?.reason).not.toBe('');
    },
  );

  it('costs its time limit three times, not on each call', async () => {
    set({ inputGuard: 'hangs', timeLimitMs: 80, failureMode: 'open' });
    const waits: number[] = [];
    for (let call = 0; call < 5; call++) {
      gateway.exchanges.length = 0;
      const { runs } = await ask('Hello');
      waits.push(runs[0]?.micros ?? 0);
    }
    expect(waits.map((micros) => micros >= 75_000)).toEqual([true, true, true, false, false]);
    expect(server.seen).toHaveLength(3);
  });
});
