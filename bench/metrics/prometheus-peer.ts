import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { SampleBatch } from '../../src/core/metrics/index.ts';
import { encodeWriteRequest } from '../../test/fixtures/prometheus/remote-write.ts';

/** Debian's Prometheus as it is set by default, but that it takes remote write and gives snapshots. */
export class PrometheusPeer {
  readonly #child: ChildProcess;
  readonly #directory: string;
  readonly #url: string;

  private constructor(child: ChildProcess, directory: string, url: string) {
    this.#child = child;
    this.#directory = directory;
    this.#url = url;
  }

  static async start(): Promise<PrometheusPeer> {
    const directory = mkdtempSync(join(tmpdir(), 'signalbox-bench-'));
    const config = join(directory, 'prometheus.yml');
    writeFileSync(config, 'global: {}\n');
    const address = `127.0.0.1:${await freePort()}`;
    const child = spawn(
      'prometheus',
      [
        `--config.file=${config}`,
        `--storage.tsdb.path=${join(directory, 'data')}`,
        `--web.listen-address=${address}`,
        '--web.enable-remote-write-receiver',
        '--web.enable-admin-api',
        '--log.level=error',
      ],
      { stdio: ['ignore', 'ignore', 'inherit'] },
    );
    const peer = new PrometheusPeer(child, directory, `http://${address}`);
    for (let tries = 0; !(await peer.#isReady()); tries += 1) {
      if (tries === 200 || child.exitCode !== null) throw new Error('Prometheus did not start.');
      await wait(50);
    }
    return peer;
  }

  /** A request, already encoded: what the sender does is not measured. */
  encode({ series, seriesOf, times, values }: SampleBatch): Uint8Array<ArrayBuffer> {
    const of = series.map(() => [] as number[]);
    seriesOf.forEach((index, sample) => of[index]?.push(sample));
    return encodeWriteRequest(
      series.map((labels, index) => ({
        labels,
        times: (of[index] ?? []).map((sample) => times[sample] ?? 0),
        values: Float64Array.from(of[index] ?? [], (sample) => values[sample] ?? 0),
      })),
    );
  }

  async write(body: Uint8Array<ArrayBuffer>): Promise<void> {
    const headers = { 'content-encoding': 'snappy', 'content-type': 'application/x-protobuf' };
    const response = await fetch(`${this.#url}/api/v1/write`, { method: 'POST', headers, body });
    if (!response.ok) throw new Error(`Prometheus refused samples: ${await response.text()}`);
    await response.arrayBuffer();
  }

  /** The answer's text, as it came. */
  async range(expr: string, fromMs: number, toMs: number, stepMs: number): Promise<string> {
    const query = new URLSearchParams({
      query: expr,
      start: String(fromMs / 1000),
      end: String(toMs / 1000),
      step: String(stepMs / 1000),
    });
    const response = await fetch(`${this.#url}/api/v1/query_range?${query.toString()}`);
    const text = await response.text();
    if (!response.ok) throw new Error(`Prometheus: ${text}`);
    return text;
  }

  /** Everything as blocks, without the write-ahead log. */
  async blockBytes(): Promise<number> {
    const response = await fetch(`${this.#url}/api/v1/admin/tsdb/snapshot`, { method: 'POST' });
    if (!response.ok) throw new Error(`Prometheus made no snapshot: ${await response.text()}`);
    return bytesIn(join(this.#directory, 'data', 'snapshots'));
  }

  async stop(): Promise<void> {
    const ended = once(this.#child, 'exit');
    this.#child.kill('SIGTERM');
    await ended;
    rmSync(this.#directory, { recursive: true, force: true });
  }

  async #isReady(): Promise<boolean> {
    try {
      return (await fetch(`${this.#url}/-/ready`)).ok;
    } catch {
      return false;
    }
  }
}

function bytesIn(folder: string): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
