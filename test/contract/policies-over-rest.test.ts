import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PolicyEvaluation, PolicySet } from '../../src/shared/policy/index.ts';
import { startTestEngine, type TestEngine } from '../fixtures/start-engine.ts';

let engine: TestEngine;
beforeAll(async () => void (engine = await startTestEngine()));
afterAll(() => engine.stop());

const rest = (method: string, path: string, body?: unknown, type = 'application/json') =>
  fetch(`${engine.url}/api/v1${path}`, {
    method,
    headers: { ...engine.headers, ...(body === undefined ? {} : { 'content-type': type }) },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
const json = async <T>(answer: Promise<Response>) => (await (await answer).json()) as T;

const rule = (when: string, message = 'Not so long.') => ({
  id: 'long',
  name: 'Long prompts',
  when,
  actions: [{ type: 'block', message }],
});
const content = (when: string, name = 'Prompts') => ({ name, mode: 'enforce', rules: [rule(when)] });

describe('policies over REST', () => {
  it('are made, saved by version, published, rolled back and removed', async () => {
    const made = await rest('POST', '/policies', content('tokens.input > 1000'));
    expect(made.status).toBe(201);
    const set = (await made.json()) as PolicySet;
    expect(set).toMatchObject({
      published: null,
      latest: { version: 1, savedBy: 'operator', content: { priority: 0, failureMode: 'open' } },
    });
    const path = `/policies/${set.id}`;

    const next = { content: content('tokens.input > 500'), baseVersion: 1 };
    expect(await json(rest('PUT', path, next))).toMatchObject({ latest: { version: 2 } });
    const late = await rest('PUT', path, next);
    expect(late.status).toBe(409);
    expect(await late.json()).toMatchObject({ error: { code: 'POLICY_CHANGED' } });

    expect(await json(rest('POST', `${path}/publish`, { version: 2 }))).toMatchObject({
      published: { version: 2 },
    });
    expect(await json(rest('POST', `${path}/publish`, { version: 1 }))).toMatchObject({
      published: { version: 1 },
    });
    expect((await rest('POST', `${path}/publish`, { version: 9 })).status).toBe(404);
    expect(await json(rest('GET', `${path}/versions`))).toMatchObject({
      versions: [{ version: 2 }, { version: 1 }],
    });
    expect(await json(rest('DELETE', `${path}/publish`))).toMatchObject({ published: null });
    const { policies } = await json<{ policies: PolicySet[] }>(rest('GET', '/policies'));
    expect(policies.map(({ id }) => id)).toContain(set.id);

    expect((await rest('DELETE', path)).status).toBe(204);
    expect((await rest('GET', path)).status).toBe(404);
  });

  it('are refused with the rule and the place of the error', async () => {
    const refused = await rest('POST', '/policies', content('tokens.input > "many"'));
    expect(refused.status).toBe(422);
    expect(await refused.json()).toMatchObject({
      error: { code: 'EXPRESSION_INVALID', rule: 'long', position: { from: 0, to: 21 } },
    });
    const slow = await json(rest('POST', '/policies', content('text.matches("(a+)+$")')));
    expect(slow).toMatchObject({
      error: { message: expect.stringContaining('re(text, "pattern")') as string },
    });
    expect((await rest('POST', '/policies', { name: 'x', colour: 'red' })).status).toBe(400);
  });

  it('go out and come in as YAML', async () => {
    const set = await json<PolicySet>(rest('POST', '/policies', content('request.stream', 'As a file')));
    const file = await rest('GET', `/policies/${set.id}/yaml`);
    expect(file.headers.get('content-type')).toContain('application/yaml');
    const yaml = await file.text();
    expect(yaml).toContain('name: As a file\n');
    const read = await rest('POST', '/policies/import', yaml, 'application/yaml');
    expect(read.status).toBe(201);
    const copy = (await read.json()) as PolicySet;
    expect(copy.latest.content).toEqual(set.latest.content);
    const refused = await rest('POST', '/policies/import', 'name: x\nrulez: []', 'application/yaml');
    expect(refused.status).toBe(422);
    expect(await refused.json()).toMatchObject({
      error: { code: 'POLICY_INVALID', message: 'The policy set is not valid: Unrecognized key: "rulez".' },
    });
    for (const { id } of [set, copy]) await rest('DELETE', `/policies/${id}`);
  });
});

describe('the evaluation of policies', () => {
  it('says what drafts would decide, rule by rule, and does nothing', async () => {
    const { evaluations } = await json<{ evaluations: PolicyEvaluation[] }>(
      rest('POST', '/policies/evaluate', {
        sets: [
          content('tokens.input > 1000'),
          { ...content('text.contains("plan")', 'Texts'), mode: 'shadow' },
        ],
        exchanges: [
          { input: { tokens: { input: 2_000 } } },
          { input: {}, messages: [{ role: 'user', text: 'the plan' }] },
        ],
      }),
    );
    expect(evaluations).toMatchObject([
      { effects: { block: { message: 'Not so long.', by: { setId: 'draft-1', ruleId: 'long' } } } },
      {
        effects: { block: null },
        shadow: { block: { by: { setId: 'draft-2' } } },
        sets: [
          {
            outcome: 'pass',
            rules: [{ matched: false, why: 'tokens.input > 1000 is false (tokens.input = 0)' }],
          },
          { outcome: 'block', mode: 'shadow', rules: [{ matched: true }] },
        ],
      },
    ]);
    const invalid = { sets: [content('tokens')], exchanges: [{ input: {} }] };
    expect((await rest('POST', '/policies/evaluate', invalid)).status).toBe(422);
  });

  it('takes a recorded exchange as it was', async () => {
    const answer = await fetch(`${engine.gatewayUrl}/v1/chat/completions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-signalbox-user': 'ana' },
      body: JSON.stringify({ model: 'gpt-4o-mini', messages: [{ role: 'user', content: 'A secret plan' }] }),
    });
    expect(answer.status).toBe(200);
    await answer.text();
    const traceId = answer.headers.get('x-signalbox-trace-id');
    const ask = () =>
      rest('POST', '/policies/evaluate', {
        sets: [content('request.model == "gpt-4o-mini" && prompt.contains("secret") && scope.user == "ana"')],
        exchanges: [{ traceId }],
      });
    await expect.poll(async () => (await ask()).status, { timeout: 60_000 }).toBe(200);
    const { evaluations } = await json<{ evaluations: PolicyEvaluation[] }>(ask());
    expect(evaluations).toMatchObject([{ traceId, effects: { block: { by: { ruleId: 'long' } } } }]);
    const none = { exchanges: [{ traceId: 'f'.repeat(32) }] };
    const wrong = { exchanges: [{ traceId: 'abc' }, { input: { request: { modle: 'x' } } }] };
    expect(await json(rest('POST', '/policies/evaluate', wrong))).toMatchObject({
      error: {
        message: expect.stringMatching(
          /\/exchanges\/0\/traceId .*; \/exchanges\/1\/input\/request .*modle/,
        ) as string,
      },
    });
    expect((await rest('POST', '/policies/evaluate', none)).status).toBe(404);
  });
});
