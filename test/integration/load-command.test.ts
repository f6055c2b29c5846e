import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startKnownServer, type KnownServer } from '../../src/core/load/testing/known-server.ts';

const ENTRY = fileURLToPath(new URL('../../src/core/load/load-command.ts', import.meta.url));

let server: KnownServer;
let folder: string;
beforeAll(async () => {
  server = await startKnownServer(() => 2);
  folder = await mkdtemp(join(tmpdir(), 'signalbox-load-'));
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

function start(...flags: string[]) {
  return spawn(process.execPath, [ENTRY, ...flags], { stdio: ['ignore', 'pipe', 'pipe'] });
}

async function load(...flags: string[]): Promise<{ code: number; out: string; err: string }> {
  const child = start(...flags);
  let [out, err] = ['', ''];
  child.stdout.on('data', (text: Buffer) => (out += text.toString()));
  child.stderr.on('data', (text: Buffer) => (err += text.toString()));
  const [code] = (await once(child, 'close')) as [number];
  return { code, out, err };
}

const SHORT = ['--rate', '40', '--duration', '500ms'];

describe.concurrent('signalbox load', () => {
  it('passes, says how it went, and writes reports', async () => {
    const report = join(folder, 'run.html');
    const rows = join(folder, 'run.csv');
    const { code, out } = await load(
      '--url',
      server.url,
      ...SHORT,
      '-t',
      'error_rate<1%',
      '-o',
      report,
      '-o',
      rows,
    );
    expect(code).toBe(0);
    expect(out).toContain('ok     error_rate<1%');
    expect(out).toMatch(/requests \.+ 20 /);
    expect(await readFile(report, 'utf8')).toContain('Latency by percentile');
    expect(await readFile(rows, 'utf8')).toContain('totals,,completed,20,calls');
  });

  it('ends with 99 when a threshold does not hold, and prints JSON on request', async () => {
    const { code, out } = await load('--url', server.url, ...SHORT, '-t', 'p50<1us', '--json');
    expect(code).toBe(99);
    expect(JSON.parse(out)).toMatchObject({
      state: 'failed',
      measurement: { totals: { completed: 20 }, thresholds: [{ expression: 'p50<1us', holds: false }] },
    });
  });

  it('reads a plan from a file', async () => {
    const plan = join(folder, 'plan.yaml');
    const text = `name: From a file\ntarget: { kind: url, url: ${server.url} }\nshape: { model: closed, start: 2, stages: [{ seconds: 0.5, target: 2 }], thinkMs: 20 }\nmix: [{ kind: http, name: get }]\nthresholds: [{ expression: rps>0 }]\n`;
    await writeFile(plan, text);
    const { code, out } = await load('--plan', plan);
    expect(code).toBe(0);
    expect(out).toContain('From a file');
  });

  it('ends with 104 when it cannot be run as it is written', async () => {
    const { code, err } = await load('--url', 'http://example.com/', ...SHORT);
    expect(code).toBe(104);
    expect(err).toContain('example.com is not on this machine');
    const path = await load('--url', `${server.url}/v1`, '--model', 'm', ...SHORT);
    expect(path).toMatchObject({ code: 104, err: expect.stringContaining('without path') as string });
  });

  it('ends with 110 when nothing answered', async () => {
    const { code, out } = await load('--url', 'http://127.0.0.1:1/', ...SHORT, '--json');
    expect(code).toBe(110);
    expect(JSON.parse(out)).toMatchObject({ state: 'failed', message: 'Not one call was answered well.' });
  });

  it('ends with 105 and a summary when it is stopped', async () => {
    const watched = await startKnownServer(() => 0);
    try {
      const child = start('--url', watched.url, '--rate', '50', '--duration', '60s');
      let out = '';
      child.stdout.on('data', (text: Buffer) => (out += text.toString()));
      await expect.poll(() => watched.requests, { timeout: 60_000 }).toBeGreaterThan(5);
      child.kill('SIGINT');
      expect(await once(child, 'close')).toEqual([105, null]);
      expect(out).toContain('requests');
    } finally {
      await watched.close();
    }
  });
});
