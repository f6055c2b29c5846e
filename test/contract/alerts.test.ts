import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type {
  AlertEvent,
  Channel,
  GroupState,
  ImportedRules,
  Preview,
  RuleGroup,
  Silence,
  Slo,
  SloState,
} from '../../src/shared/alert/index.ts';
import { startTestEngine, type TestEngine } from '../fixtures/start-engine.ts';

let engine: TestEngine;
let receiver: Server;
let hook: string;
const received: { status: string; alerts: { labels: Record<string, string> }[] }[] = [];

beforeAll(async () => {
  engine = await startTestEngine();
  receiver = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk: Buffer) => (text += chunk.toString()));
    request.on('end', () => {
      received.push(JSON.parse(text) as (typeof received)[number]);
      response.end();
    });
  });
  await new Promise<void>((listening) => receiver.listen(0, '127.0.0.1', listening));
  hook = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`;
});
afterAll(async () => {
  receiver.closeAllConnections();
  receiver.close();
  await engine.stop();
});

const rest = (method: string, path: string, body?: unknown) =>
  fetch(`${engine.url}/api/v1${path}`, {
    method,
    headers: { ...engine.headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
const json = async <T>(answer: Promise<Response>) => (await (await answer).json()) as T;
const failed = async (answer: Promise<Response>) => {
  const response = await answer;
  const { error } = (await response.json()) as { error: { code: string; message: string } };
  return { status: response.status, ...error };
};
const GROUP = {
  name: 'contract',
  intervalMs: 1_000,
  rules: [
    {
      kind: 'alert',
      name: 'Always',
      expr: 'vector(7) > 5',
      labels: { severity: 'page' },
      annotations: { summary: 'It is {{ $value }}' },
    },
    { kind: 'record', name: 'contract:seven', expr: 'vector(7)' },
  ],
};

describe('alerts over REST', () => {
  it('fire by a rule that is made, reach a webhook, and answer as Prometheus does', async () => {
    const channel = await json<Channel>(
      rest('POST', '/notification-channels', {
        kind: 'webhook',
        name: 'hook',
        url: hook,
        token: 'keep-this-secret',
        groupWaitMs: 0,
        matchers: [{ name: 'alertname', operator: '=', value: 'Always' }],
      }),
    );
    expect(JSON.stringify(channel)).not.toContain('keep-this');
    expect(await json(rest('POST', `/notification-channels/${channel.id}/test`))).toMatchObject({ ok: true });
    const group = await json<RuleGroup>(rest('POST', '/alert-rules', GROUP));
    await expect.poll(() => received.length, { timeout: 60_000 }).toBe(2);
    expect(received[1]).toMatchObject({ status: 'firing', alerts: [{ labels: { severity: 'page' } }] });
    expect(received[1]?.alerts[0]?.labels).toEqual({ alertname: 'Always', severity: 'page' });

    const rules = await json<{ data: { groups: { name: string; rules: unknown[] }[] } }>(
      rest('GET', '/rules'),
    );
    expect(rules.data.groups.find(({ name }) => name === 'contract')?.rules).toMatchObject([
      {
        type: 'alerting',
        state: 'firing',
        health: 'ok',
        query: 'vector(7) > 5',
        alerts: [{ value: '7e+00' }],
      },
      { type: 'recording', health: 'ok' },
    ]);
    const alerts = await json<{ status: string; data: { alerts: object[] } }>(rest('GET', '/alerts'));
    expect(alerts).toMatchObject({ status: 'success' });
    expect(alerts.data.alerts).toContainEqual(
      expect.objectContaining({ state: 'firing', annotations: { summary: 'It is 7' } }),
    );
    const { groups } = await json<{ groups: GroupState[] }>(rest('GET', '/alert-rules'));
    expect(groups.filter(({ origin }) => origin === 'shipped').length).toBeGreaterThan(2);
    const { events } = await json<{ events: AlertEvent[] }>(rest('GET', '/alerts/history?limit=10'));
    expect(events).toContainEqual(expect.objectContaining({ rule: 'Always', to: 'firing' }));

    expect(
      (await rest('POST', `/alert-rules/${group.id}/switch`, { rule: 'alert:Always', enabled: false }))
        .status,
    ).toBe(204);
    expect(
      (await failed(rest('POST', `/alert-rules/${group.id}/switch`, { rule: 'x', enabled: false }))).code,
    ).toBe('ALERT_RULE_NOT_FOUND');
    expect((await rest('DELETE', `/notification-channels/${channel.id}`)).status).toBe(204);
  });

  it('keep a rule from being saved over another', async () => {
    const group = await json<RuleGroup>(
      rest('POST', '/alert-rules', { ...GROUP, name: 'versions', intervalMs: 60_000 }),
    );
    const save = { content: { ...GROUP, name: 'versions 2', intervalMs: 60_000 }, baseVersion: 1 };
    expect(await json(rest('PUT', `/alert-rules/${group.id}`, save))).toMatchObject({
      version: 2,
      changedBy: 'operator',
    });
    expect(await failed(rest('PUT', `/alert-rules/${group.id}`, save))).toMatchObject({
      status: 409,
      code: 'ALERT_GROUP_CHANGED',
    });
    expect(await failed(rest('POST', '/alert-rules', { ...GROUP, name: 'versions 2' }))).toMatchObject({
      status: 409,
      code: 'ALERT_GROUP_EXISTS',
    });
    const bad = { ...GROUP, name: 'bad', rules: [{ kind: 'alert', name: 'Bad', expr: 'rate(x' }] };
    expect(await failed(rest('POST', '/alert-rules', bad))).toMatchObject({
      status: 422,
      code: 'ALERT_RULES_INVALID',
    });
    const { groups } = await json<{ groups: GroupState[] }>(rest('GET', '/alert-rules'));
    const shipped = groups.find(({ origin }) => origin === 'shipped')?.id ?? '';
    const id = encodeURIComponent(shipped);
    expect(await failed(rest('PUT', `/alert-rules/${id}`, save))).toMatchObject({
      status: 409,
      code: 'ALERT_GROUP_READ_ONLY',
    });
    const copy = await json<RuleGroup>(rest('POST', `/alert-rules/${id}/copy`));
    expect(copy).toMatchObject({ origin: 'user', version: 1 });
    for (const each of [group.id, copy.id])
      expect((await rest('DELETE', `/alert-rules/${each}`)).status).toBe(204);
    expect(await failed(rest('GET', `/alert-rules/${group.id}`))).toMatchObject({
      status: 404,
      code: 'ALERT_GROUP_NOT_FOUND',
    });
  });

  it('come from a rule file, and go into one', async () => {
    const yaml = 'groups: [{name: file, rules: [{alert: A, expr: "up == 0", for: 5m, source: x}]}]';
    const importFile = (body: string) =>
      json<ImportedRules>(
        fetch(`${engine.url}/api/v1/alert-rules/import`, {
          method: 'POST',
          headers: { ...engine.headers, 'content-type': 'application/yaml' },
          body,
        }),
      );
    const imported = await importFile(yaml);
    expect(imported).toMatchObject({
      groups: [{ content: { name: 'file' } }],
      leftOut: ['The rule A of the group file: "source" is not supported.'],
    });
    const id = imported.groups[0]?.id ?? '';
    const exported = await rest('GET', `/alert-rules/export?id=${id}`);
    expect(exported.headers.get('content-type')).toContain('application/yaml');
    const file = await exported.text();
    expect(file).toContain('for: 5m');
    expect(await importFile(file)).toEqual({
      groups: [],
      leftOut: ['The group file is here already, as it is in the file.'],
    });
    const other = await importFile(file.replace('5m', '6m'));
    expect(other).toMatchObject({
      groups: [{ content: { name: 'file 2' } }],
      leftOut: ['There is another group file; that of the file is named file 2.'],
    });
    await rest('DELETE', `/alert-rules/${other.groups[0]?.id ?? ''}`);
    expect((await rest('DELETE', `/alert-rules/${id}`)).status).toBe(204);
  });

  it('are previewed over the past', async () => {
    const toMs = Math.floor(Date.now() / 60_000) * 60_000;
    const preview = await json<Preview>(
      rest('POST', '/alert-rules/preview', {
        rule: { kind: 'alert', name: 'P', expr: 'vector(3) > 2', forMs: 120_000 },
        intervalMs: 60_000,
        fromMs: toMs - 600_000,
        toMs,
      }),
    );
    expect(preview).toMatchObject({
      expr: 'vector(3)',
      threshold: 2,
      stepMs: 60_000,
      series: [{ labels: {} }],
    });
    expect(preview.alerts).toEqual([
      expect.objectContaining({ activeMs: toMs - 600_000, firedMs: toMs - 480_000, resolvedMs: null }),
    ]);
    const model = (name: string) => `label_replace(vector(3), "model", "${name}", "", "")`;
    const labels = { severity: 'page' };
    const ofOne = await json<Preview>(
      rest('POST', '/alert-rules/preview', {
        rule: { kind: 'alert', name: 'P', expr: `(${model('a')} or ${model('b')}) > 2`, labels },
        intervalMs: 60_000,
        fromMs: toMs - 60_000,
        toMs,
        only: { alertname: 'P', model: 'b', ...labels },
      }),
    );
    expect(ofOne).toMatchObject({ series: [{ labels: { model: 'b' } }], moreSeries: 0 });
    expect(ofOne.alerts.map((alert) => alert.labels.model)).toEqual(['b']);
  });

  it('are silenced, and SLOs are kept with their budgets', async () => {
    const at = Date.now();
    const silence = await json<Silence>(
      rest('POST', '/alerts/silences', {
        matchers: [{ name: 'alertname', operator: '=~', value: 'A|B' }],
        startsAt: new Date(at).toISOString(),
        endsAt: new Date(at + 3_600_000).toISOString(),
        author: 'ana',
        comment: 'known',
      }),
    );
    const bad = { ...silence, matchers: [{ name: 'a', operator: '=~', value: '(' }] };
    const { id: _id, createdAt: _createdAt, ...badBody } = bad;
    const put = (change: object) =>
      failed(rest('PUT', `/alerts/silences/${silence.id}`, { ...badBody, ...change }));
    expect(await put({})).toMatchObject({ status: 422, code: 'MATCHERS_INVALID' });
    const any = { matchers: [{ name: 'alertname', operator: '=~', value: '.*' }] };
    expect(await put(any)).toMatchObject({ status: 422, code: 'SILENCE_INVALID' });
    const over = {
      matchers: silence.matchers,
      startsAt: '2020-01-01T00:00:00Z',
      endsAt: '2020-01-02T00:00:00Z',
    };
    expect(await put(over)).toMatchObject({ status: 422, code: 'SILENCE_INVALID' });
    const ended = await json<Silence>(rest('DELETE', `/alerts/silences/${silence.id}`));
    expect(Date.parse(ended.endsAt)).toBeLessThan(at + 3_600_000);
    expect(await failed(rest('DELETE', '/alerts/silences/none'))).toMatchObject({
      code: 'SILENCE_NOT_FOUND',
    });

    const content = {
      name: 'contract calls',
      objective: 0.99,
      periodDays: 30,
      sli: { kind: 'ratio', good: 'sum(rate(good_total[$window]))', total: 'sum(rate(all_total[$window]))' },
    };
    const slo = await json<Slo>(rest('POST', '/slos', content));
    const { slos } = await json<{ slos: SloState[] }>(rest('GET', '/slos'));
    expect(slos.find((state) => state.slo.id === slo.id)).toMatchObject({
      error: null,
      firing: 0,
      budget: { left: null, events: 0 },
    });
    const { groups } = await json<{ groups: GroupState[] }>(rest('GET', '/alert-rules'));
    expect(groups.find(({ id }) => id === `slo:${slo.id}`)?.rules).toHaveLength(8);
    expect(await failed(rest('PUT', `/slos/${slo.id}`, { content, baseVersion: 7 }))).toMatchObject({
      status: 409,
    });
    expect((await rest('DELETE', `/slos/${slo.id}`)).status).toBe(204);
  });
});
