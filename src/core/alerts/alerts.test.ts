import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { groupContentSchema, newChannelSchema, type NewChannel } from '../../shared/alert/index.ts';
import { createLogger } from '../log.ts';
import type { SecretBox } from '../secrets/index.ts';
import { openControlStore, type ControlStore } from '../store/control/index.ts';
import { Alerts } from './alerts.ts';
import { ManualClock } from './testing/manual-clock.ts';
import { SeriesDouble } from './testing/series-double.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const EXPR = 'errors > 1';
/** Turns every byte, so that what was sealed is not to be read. */
const SECRETS: SecretBox = {
  protection: { kind: 'key_file', description: 'test' },
  seal: (text) => Uint8Array.from(Buffer.from(text), (byte) => byte ^ 0x55),
  open: (sealed) => Buffer.from(sealed.map((byte) => byte ^ 0x55)).toString(),
};

let dataDir: string;
let control: ControlStore;
let clock: ManualClock;
let series: SeriesDouble;
let alerts: Alerts;
let isFailing: boolean;
let startMs = Date.parse('2026-11-22T00:00:00Z');

/** Also what comes after a restart: what was known is read again from the store. */
async function open(deliveryTimeoutMs?: number): Promise<void> {
  alerts = await Alerts.open({
    metrics: {
      ...series,
      append: (batch) => series.append(batch),
      queries: { ...series.queries, range: () => Promise.resolve({ series: [], warnings: [] }) },
    },
    control,
    secrets: SECRETS,
    log: createLogger('error', () => undefined),
    clock,
    random: () => 0.5,
    checkExpression: () => undefined,
    shipped: [],
    runbookFolder: dataDir,
    deliveryTimeoutMs,
  });
  alerts.start('http://127.0.0.1:1');
}

/** All of what a test made, but for what can never be removed: events and the audit log. */
async function clear(): Promise<void> {
  for (const { id } of alerts.states()) await alerts.rules.remove(id, 'test');
  for (const { id } of alerts.notifier.list()) await alerts.notifier.remove(id, 'test');
  await control.alerts.removeSilences((await control.alerts.silences()).map(({ id }) => id));
}

async function settle(): Promise<void> {
  await alerts.evaluator.settled();
  await alerts.notifier.settled();
}

const pass = (milliseconds: number) => clock.advance(milliseconds, settle);
const rule = (change: object = {}) => ({
  kind: 'alert' as const,
  name: 'Errors',
  expr: EXPR,
  forMs: 5 * MINUTE_MS,
  annotations: { summary: '{{ $value }} errors of {{ $labels.model }}' },
  ...change,
});
const group = (change: object = {}) => groupContentSchema.parse({ name: 'g', rules: [rule()], ...change });
const state = () => alerts.states()[0]?.rules[0];
/** Of this test, newest first. */
const history = () =>
  alerts.history({ from: new Date(startMs).toISOString(), to: null, fingerprint: null, limit: 10 });

// A store starts a thread, which takes longer than any of the tests: they share one, and live one after the other.
beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'signalbox-alerts-'));
  control = await openControlStore({ dataDir });
});
afterAll(async () => {
  await control.close();
  rmSync(dataDir, { recursive: true });
});
beforeEach(async () => {
  startMs += DAY_MS;
  clock = new ManualClock(startMs);
  series = new SeriesDouble();
  isFailing = true;
  series.answer(EXPR, () => (isFailing ? [{ labels: { model: 'm' }, value: 3 }] : []));
  await open();
});
afterEach(async () => {
  await clear();
  await alerts.stop();
});

describe('the evaluation of rules', () => {
  it('asks the store what its templates want to know', async () => {
    series.answer('sum(calls)', () => [{ labels: {}, value: 12 }]);
    const summary = '{{ $value }} of {{ with query "sum(calls)" }}{{ . | first | value }}{{ end }}';
    await alerts.rules.create(group({ rules: [rule({ annotations: { summary } })] }), 'test');
    await pass(MINUTE_MS);
    expect(state()?.alerts[0]?.annotations).toEqual({ summary: '3 of 12' });
    expect(state()?.health).toBe('ok');
  });

  it('goes from pending to firing to resolved, in its series and its history', async () => {
    await alerts.rules.create(group(), 'test');
    await pass(MINUTE_MS);
    expect(state()).toMatchObject({ health: 'ok', state: 'pending' });
    await pass(5 * MINUTE_MS);
    expect(state()).toMatchObject({
      state: 'firing',
      alerts: [{ annotations: { summary: '3 errors of m' } }],
    });
    isFailing = false;
    await pass(MINUTE_MS);
    expect(state()).toMatchObject({ state: 'inactive', alerts: [{ state: 'inactive' }] });
    const events = await history();
    expect(events.map(({ from, to }) => `${from} ${to}`)).toEqual([
      'firing inactive',
      'pending firing',
      'inactive pending',
    ]);
    const seen = series.written.filter(({ labels }) => labels.__name__ === 'ALERTS');
    expect(seen.map(({ labels, isStale }) => `${labels.alertstate}${isStale ? ' ended' : ''}`)).toEqual([
      ...Array<string>(5).fill('pending'),
      'firing',
      'pending ended',
      'firing ended',
    ]);
    expect(
      series.written.some(({ labels }) => labels.__name__ === 'signalbox_alert_evaluation_seconds'),
    ).toBe(true);
  });

  it('goes on after a restart; the time in which nothing ran does not count', async () => {
    await alerts.rules.create(group(), 'test');
    await pass(3 * MINUTE_MS);
    await alerts.stop();
    await clock.advance(60 * MINUTE_MS, () => Promise.resolve());
    await open();
    await pass(2 * MINUTE_MS);
    expect(state()?.state).toBe('pending');
    await pass(2 * MINUTE_MS);
    expect(state()?.state).toBe('firing');
    const fired = state()?.alerts[0]?.firedAt;
    await alerts.stop();
    await open();
    expect(state()).toMatchObject({ state: 'firing', alerts: [{ firedAt: fired }] });
  });

  it('shows what fails, and leaves the alerts as they were', async () => {
    await alerts.rules.create(
      group({ rules: [rule({ forMs: 0 }), rule({ name: 'Lost', expr: 'nothing' })] }),
      'test',
    );
    await pass(MINUTE_MS);
    expect(alerts.states()[0]?.rules).toMatchObject([
      { health: 'ok', state: 'firing' },
      { health: 'err', lastError: 'nothing answers nothing', state: 'inactive' },
    ]);
    series.answer(EXPR, () => {
      throw new Error('the store is away');
    });
    await pass(MINUTE_MS);
    expect(state()).toMatchObject({ health: 'err', lastError: 'the store is away', state: 'firing' });
  });

  it('counts against the limit of a group', async () => {
    series.answer(EXPR, () => ['a', 'b', 'c'].map((model) => ({ labels: { model }, value: 1 })));
    await alerts.rules.create(group({ limit: 2 }), 'test');
    await pass(MINUTE_MS);
    expect(state()).toMatchObject({
      health: 'err',
      lastError: "3 answers, more than the group's limit of 2",
      alerts: [],
    });
  });

  it('records for the rules after it', async () => {
    series.answer('a', () => [{ labels: { __name__: 'x', model: 'm' }, value: 4 }]);
    await alerts.rules.create(
      group({ rules: [{ kind: 'record', name: 'x:sum', expr: 'a', labels: { team: 't' } }] }),
      'test',
    );
    await pass(MINUTE_MS);
    expect(series.written[0]).toMatchObject({
      labels: { __name__: 'x:sum', model: 'm', team: 't' },
      value: 4,
    });
  });

  it('ends what is switched off, changed or removed', async () => {
    const { id } = await alerts.rules.create(group({ rules: [rule({ forMs: 0 })] }), 'test');
    await pass(MINUTE_MS);
    expect(state()?.state).toBe('firing');
    await alerts.rules.setEnabled(id, 'alert:Errors', false, 'test');
    await pass(MINUTE_MS);
    expect(state()).toMatchObject({ enabled: false, state: 'inactive', alerts: [] });
    await alerts.rules.setEnabled(id, 'alert:Errors', true, 'test');
    await pass(MINUTE_MS);
    await alerts.rules.save(
      id,
      { baseVersion: 1, content: group({ rules: [rule({ forMs: MINUTE_MS })] }) },
      'test',
    );
    expect(state()?.state).toBe('inactive');
    await expect(alerts.rules.save(id, { baseVersion: 1, content: group() }, 'test')).rejects.toMatchObject({
      code: 'ALERT_GROUP_CHANGED',
    });
    await alerts.rules.remove(id, 'test');
    expect(alerts.states()).toEqual([]);
    const events = await history();
    expect(events.map(({ to }) => to)).toEqual(['inactive', 'firing', 'inactive', 'firing']);
    const actions = (await control.eventLogs(5)).map(({ action }) => action);
    expect(actions).toEqual([
      'alert_rules.remove',
      'alert_rules.save',
      'setting.save',
      'setting.save',
      'alert_rules.add',
    ]);
  });
});

describe('notifications', () => {
  let receiver: Server;
  let bodies: { status: string; alerts: { status: string }[]; groupLabels: object }[];
  let authorizations: (string | undefined)[];
  let behave: (response: ServerResponse) => void;
  let url: string;

  const read = async (request: IncomingMessage) => {
    let text = '';
    for await (const chunk of request) text += String(chunk);
    return JSON.parse(text) as (typeof bodies)[number];
  };

  beforeEach(async () => {
    bodies = [];
    authorizations = [];
    behave = (response) => void response.end('ok');
    receiver = createServer((request, response) => {
      void read(request).then((body) => {
        bodies.push(body);
        authorizations.push(request.headers.authorization);
        behave(response);
      });
    });
    await new Promise<void>((listening) => receiver.listen(0, '127.0.0.1', listening));
    url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`;
  });
  afterEach(() => {
    receiver.closeAllConnections();
    receiver.close();
  });

  const webhook = (change: object = {}): NewChannel =>
    newChannelSchema.parse({
      kind: 'webhook',
      name: 'hook',
      url,
      token: 'sesame-123',
      groupWaitMs: 0,
      groupIntervalMs: 1_000,
      ...change,
    });
  const firing = () => alerts.rules.create(group({ rules: [rule({ forMs: 0 })] }), 'test');

  it('reach a webhook once, and again when it is over', async () => {
    await alerts.notifier.add(webhook(), 'test');
    await firing();
    await pass(3 * MINUTE_MS);
    expect(bodies).toMatchObject([
      {
        version: '4',
        status: 'firing',
        receiver: 'hook',
        groupLabels: { alertname: 'Errors' },
        alerts: [{ status: 'firing', labels: { model: 'm' }, endsAt: '0001-01-01T00:00:00Z' }],
      },
    ]);
    expect(authorizations).toEqual(['Bearer sesame-123']);
    isFailing = false;
    await pass(2 * MINUTE_MS);
    expect(bodies.map(({ status }) => status)).toEqual(['firing', 'resolved']);
    const [row] = await control.alerts.notificationChannels();
    expect(JSON.stringify(row?.settings)).not.toContain('sesame');
    expect(Buffer.from(row?.sealedToken ?? []).toString('latin1')).not.toContain('sesame');
  });

  it('are tried again with growing waits, in their order, also after a restart', async () => {
    behave = (response) => void response.writeHead(503).end();
    const { id } = await alerts.notifier.add(webhook(), 'test');
    await firing();
    await pass(MINUTE_MS);
    isFailing = false;
    await pass(2 * MINUTE_MS);
    const before = alerts.notifier.list()[0]?.figures;
    expect(before).toMatchObject({ waiting: 2, sent: 0, lastError: 'answered 503 Service Unavailable' });
    expect(before?.failedTries).toBeLessThan(9);
    await alerts.stop();
    behave = (response) => void response.end();
    bodies = [];
    await open();
    await pass(2_000);
    expect(bodies.map(({ status }) => status)).toEqual(['firing', 'resolved']);
    expect(alerts.notifier.list()).toMatchObject([{ id, hasToken: true, figures: { waiting: 0, sent: 2 } }]);
  });

  it('that are refused are given up; those that nobody answers are not', async () => {
    behave = (response) => void response.writeHead(400).end();
    await alerts.notifier.add(webhook(), 'test');
    await firing();
    await pass(MINUTE_MS);
    expect(alerts.notifier.list()[0]?.figures).toMatchObject({
      waiting: 0,
      dropped: 1,
      lastError: 'answered 400 Bad Request',
    });
    behave = (response) => void response.socket?.destroy();
    isFailing = false;
    await pass(MINUTE_MS);
    expect(alerts.notifier.list()[0]?.figures).toMatchObject({ waiting: 1, dropped: 1 });
    behave = (response) => void response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end();
    await pass(10 * MINUTE_MS);
    expect(alerts.notifier.list()[0]?.figures).toMatchObject({
      waiting: 0,
      dropped: 2,
      lastError: 'answered 302 Found',
    });
  });

  it('wait while their channel is switched off', async () => {
    behave = (response) => void response.writeHead(503).end();
    const { id } = await alerts.notifier.add(webhook(), 'test');
    await firing();
    await pass(MINUTE_MS);
    const tries = bodies.length;
    expect(tries).toBeGreaterThan(0);
    behave = (response) => void response.end();
    await alerts.notifier.change(id, webhook({ enabled: false }), 'test');
    await pass(10 * MINUTE_MS);
    expect(bodies).toHaveLength(tries);
    expect(alerts.notifier.list()[0]?.figures).toMatchObject({ waiting: 1, sent: 0 });
    await alerts.notifier.change(id, webhook(), 'test');
    await settle();
    expect(alerts.notifier.list()[0]?.figures).toMatchObject({ waiting: 0, sent: 1 });
  });

  it('wait no longer than they may', async () => {
    await alerts.stop();
    await open(200);
    behave = () => undefined;
    const { id } = await alerts.notifier.add(webhook(), 'test');
    expect(await alerts.notifier.test(id)).toMatchObject({
      ok: false,
      message: 'It did not answer within 0.2 s.',
    });
  });

  it('are not sent of what is silenced', async () => {
    await alerts.notifier.add(webhook(), 'test');
    const from = clock.now();
    await alerts.silences.add(
      {
        matchers: [{ name: 'model', operator: '=~', value: 'm|n' }],
        startsAt: new Date(from).toISOString(),
        endsAt: new Date(from + 2 * MINUTE_MS).toISOString(),
        author: 'ana',
        comment: 'known',
      },
      'test',
    );
    await firing();
    await pass(MINUTE_MS + 5_000);
    expect(state()?.alerts[0]?.silencedBy).toHaveLength(1);
    expect(bodies).toEqual([]);
    await pass(MINUTE_MS);
    expect(bodies).toHaveLength(1);
  });

  it('reach the desktop', async () => {
    await alerts.notifier.add(
      newChannelSchema.parse({ kind: 'desktop', name: 'desk', groupWaitMs: 0 }),
      'test',
    );
    const notices: string[] = [];
    alerts.notifier.onNotice(({ title, text }) => notices.push(`${title}: ${text}`));
    await firing();
    await pass(MINUTE_MS + 2_000);
    expect(notices).toEqual(['Firing: Errors: 3 errors of m']);
  });

  it('go only where their labels fit, and a token does not follow to another address', async () => {
    const { id } = await alerts.notifier.add(
      webhook({ matchers: [{ name: 'model', operator: '!=', value: 'm' }] }),
      'test',
    );
    await firing();
    await pass(2 * MINUTE_MS);
    expect(bodies).toEqual([]);
    expect(
      (await alerts.notifier.change(id, webhook({ token: undefined, name: 'renamed' }), 'test')).hasToken,
    ).toBe(true);
    expect(
      (await alerts.notifier.change(id, webhook({ token: undefined, url: `${url}/other` }), 'test')).hasToken,
    ).toBe(false);
  });
});
