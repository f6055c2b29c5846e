import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { createServer as createTcpServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Alerts } from '../../src/core/alerts/index.ts';
import { ManualClock } from '../../src/core/alerts/testing/manual-clock.ts';
import { SeriesDouble } from '../../src/core/alerts/testing/series-double.ts';
import { createLogger } from '../../src/core/log.ts';
import { createSecretBox } from '../../src/core/secrets/secret-box.ts';
import { openControlStore, type ControlStore } from '../../src/core/store/control/index.ts';
import { groupContentSchema, newChannelSchema } from '../../src/shared/alert/index.ts';

const PROGRAM = 'prometheus-alertmanager';
const isInstalled = spawnSync(PROGRAM, ['--version']).status === 0;
if (!isInstalled) console.warn(`${PROGRAM} is not installed: alerts are not sent to a real Alertmanager`);

/** Behind the real time, so that an alert that ends has ended for Alertmanager too; ahead of it would be the future. */
const BEHIND_MS = 90_000;
const WITHIN = { timeout: 60_000, interval: 50 };

let folder: string;
let control: ControlStore;
let alerts: Alerts;
let alertmanager: ChildProcess | null = null;
let port: number;
let receiver: Server;
const received: string[] = [];
const clock = new ManualClock(Date.now() - BEHIND_MS);
const series = new SeriesDouble();
let failing = ['a'];

async function open(): Promise<void> {
  control = await openControlStore({ dataDir: folder });
  alerts = await Alerts.open({
    metrics: {
      append: (batch) => series.append(batch),
      queries: { ...series.queries, range: () => Promise.resolve({ series: [], warnings: [] }) },
    },
    control,
    secrets: createSecretBox({
      protection: { kind: 'none', description: 'test' },
      primary: null,
      others: [],
      reason: 'test',
    }),
    log: createLogger('error', () => undefined),
    clock,
    random: () => 0,
    checkExpression: () => undefined,
    shipped: [],
    runbookFolder: folder,
  });
  alerts.start('http://127.0.0.1:1');
}

async function close(): Promise<void> {
  await alerts.stop();
  await control.close();
}

const pass = (seconds: number) =>
  clock.advance(seconds * 1_000, async () => {
    await alerts.evaluator.settled();
    await alerts.notifier.settled();
  });

async function freePort(): Promise<number> {
  const server = createTcpServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port: free } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return free;
}

async function startAlertmanager(): Promise<void> {
  alertmanager = spawn(
    PROGRAM,
    [
      `--config.file=${join(folder, 'alertmanager.yml')}`,
      `--storage.path=${join(folder, 'alertmanager')}`,
      `--web.listen-address=127.0.0.1:${port}`,
      '--cluster.listen-address=',
    ],
    { stdio: 'ignore' },
  );
  await expect.poll(() => answers('/-/ready'), WITHIN).toBe(true);
}

async function stopAlertmanager(): Promise<void> {
  if (alertmanager === null) return;
  const exited = once(alertmanager, 'exit');
  alertmanager.kill('SIGTERM');
  await exited;
  alertmanager = null;
}

async function answers(path: string): Promise<boolean> {
  try {
    return (await fetch(`http://127.0.0.1:${port}${path}`)).ok;
  } catch {
    return false;
  }
}

/** The trial of a channel is an alert too, which may be told of or have ended by then. */
const isOfRule = ({ labels }: { labels: Record<string, string> }) => labels.model !== undefined;

async function known(): Promise<string[]> {
  const answer = await fetch(`http://127.0.0.1:${port}/api/v2/alerts`);
  const list = (await answer.json()) as { labels: Record<string, string>; fingerprint: string }[];
  return list
    .filter(isOfRule)
    .map(({ labels }) => labels.model ?? '')
    .sort();
}

describe.skipIf(!isInstalled)('a real Alertmanager', () => {
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'signalbox-alertmanager-'));
    receiver = createServer((request, response) => {
      let text = '';
      request.on('data', (chunk: Buffer) => (text += chunk.toString()));
      request.on('end', () => {
        const { alerts: told } = JSON.parse(text) as {
          alerts: { status: string; labels: Record<string, string> }[];
        };
        for (const { status, labels } of told.filter(isOfRule)) received.push(`${labels.model} ${status}`);
        response.end();
      });
    });
    receiver.listen(0, '127.0.0.1');
    await once(receiver, 'listening');
    const hook = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`;
    writeFileSync(
      join(folder, 'alertmanager.yml'),
      `route: {receiver: hook, group_by: [model], group_wait: 50ms, group_interval: 200ms, repeat_interval: 1h}
receivers: [{name: hook, webhook_configs: [{url: "${hook}"}]}]\n`,
    );
    port = await freePort();
    series.answer('errors > 1', () => failing.map((model) => ({ labels: { model }, value: 2 })));
    await open();
    await alerts.notifier.add(
      newChannelSchema.parse({ kind: 'alertmanager', name: 'am', url: `http://127.0.0.1:${port}` }),
      'test',
    );
    await alerts.rules.create(
      groupContentSchema.parse({
        name: 'g',
        intervalMs: 1_000,
        rules: [{ kind: 'alert', name: 'Errors', expr: 'errors > 1' }],
      }),
      'test',
    );
  });
  afterAll(async () => {
    await close();
    await stopAlertmanager();
    receiver.closeAllConnections();
    receiver.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('is told of alerts and of their end; outages and restarts of both sides lose nothing', async () => {
    await startAlertmanager();
    const [channel] = alerts.notifier.list();
    expect(await alerts.notifier.test(channel?.id ?? '')).toMatchObject({ ok: true });
    await pass(3);
    await expect.poll(known, WITHIN).toContain('a');
    const answer = await fetch(`http://127.0.0.1:${port}/api/v2/alerts`);
    const fingerprints = ((await answer.json()) as { fingerprint: string }[]).map((each) => each.fingerprint);
    expect(fingerprints).toContain(alerts.active()[0]?.fingerprint);
    await expect.poll(() => received, WITHIN).toEqual(['a firing']);

    // What begins while it is away waits here, also over a restart of this side.
    await stopAlertmanager();
    failing = ['a', 'b'];
    await pass(3);
    expect(alerts.notifier.list()[0]?.figures).toMatchObject({ waiting: 1 });
    expect(alerts.notifier.list()[0]?.figures.lastError).toMatch(/could not be reached/);
    await close();
    await startAlertmanager();
    await open();
    await pass(2);
    await expect.poll(known, WITHIN).toEqual(['a', 'b']);
    await expect.poll(() => received, WITHIN).toContain('b firing');

    // What ends while it is away is told as soon as it is back.
    await stopAlertmanager();
    failing = [];
    await pass(3);
    await startAlertmanager();
    await pass(15);
    await expect
      .poll(() => [...received].sort(), WITHIN)
      .toEqual(expect.arrayContaining(['a resolved', 'b resolved']));
    expect(alerts.notifier.list()[0]?.figures).toMatchObject({ waiting: 0, dropped: 0 });
  });
});
