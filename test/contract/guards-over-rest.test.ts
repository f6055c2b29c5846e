import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { GuardState, TriedGuards } from '../../src/shared/guard/index.ts';
import { startTestEngine, type TestEngine } from '../fixtures/start-engine.ts';

let engine: TestEngine;
beforeAll(async () => void (engine = await startTestEngine()));
afterAll(() => engine.stop());

const rest = (method: string, path: string, body?: unknown) =>
  fetch(`${engine.url}/api/v1${path}`, {
    method,
    headers: { ...engine.headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
const json = async <T>(answer: Promise<Response>) => (await (await answer).json()) as T;

describe('guards over REST', () => {
  it('are listed, read and set', async () => {
    const { guards } = await json<{ guards: GuardState[] }>(rest('GET', '/guards'));
    expect(guards.map(({ guard }) => guard)).toEqual([
      'size',
      'region',
      'words',
      'pii',
      'secrets',
      'abuse',
      'guardrails_ai',
    ]);
    const { settings } = await json<GuardState>(rest('GET', '/guards/pii'));
    const changed = { ...settings, action: 'redact' };
    expect(await json(rest('PUT', '/guards/pii', changed))).toMatchObject({
      settings: { action: 'redact' },
      changedBy: 'operator',
    });
    expect(await json(rest('GET', '/guards/pii'))).toMatchObject({ settings: changed });
  });

  it('refuse settings that are not theirs, and patterns that are none', async () => {
    const { settings } = await json<GuardState>(rest('GET', '/guards/words'));
    expect((await rest('PUT', '/guards/pii', settings)).status).toBe(400);
    expect((await rest('PUT', '/guards/nothing', settings)).status).toBe(400);
    const list = { name: 'x', kind: 'deny', words: [], patterns: ['(?=a)'] };
    const refused = await rest('PUT', '/guards/words', { ...settings, lists: [list] });
    expect(refused.status).toBe(422);
    expect(await refused.json()).toMatchObject({ error: { code: 'GUARD_SETTINGS_INVALID' } });
  });

  it('say what they make of a text', async () => {
    const tried = await json<TriedGuards>(
      rest('POST', '/guards/try', { text: 'key AKIAQYLPMN5HFIQR7XYA', guards: ['secrets'] }),
    );
    expect(tried).toMatchObject({
      outcome: 'flag',
      redacted: 'key [AWS_ACCESS_KEY_1]',
      runs: [{ guard: 'secrets', findings: [{ kind: 'aws_access_key', count: 1, place: 'text' }] }],
    });
  });
});
