import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, expect, it } from 'vitest';
import { openForReading } from '../../src/core/store/index.ts';
import { encodeTracesJson } from '../../src/core/telemetry/otlp/index.ts';
import {
  modelCall,
  NOON,
  spanIdOf,
  storedSpan,
  traceIdOf,
} from '../../src/core/store/testing/stored-spans.ts';
import type { ChildMessage, ParentMessage } from './durability/messages.ts';
import { seededRandom } from './durability/random.ts';

const ROUNDS = 50;
/** Requests that the parent keeps under way. */
const IN_FLIGHT = 6;
/** ./durability/ingesting-child.ts, bundled: it is started from its source fifty times otherwise. */
const CHILD = new URL('ingesting-child.mjs', process.env.SIGNALBOX_TEST_THREADS);

const seed = Number(process.env.DURABILITY_SEED ?? Date.now() % 1_000_000);
const random = seededRandom(seed);
const directory = mkdtempSync(join(tmpdir(), 'signalbox-durability-'));
const database = join(directory, 'telemetry.db');
const children = new Set<ChildProcess>();

afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
  rmSync(directory, { recursive: true, force: true });
});

/** How many spans each request has: one trace a request. */
const sizes: number[] = [];
const acknowledged = new Set<number>();

function nextRequest(): { request: number; body: Uint8Array } {
  const size = 1 + Math.floor(random() * 20);
  const request = sizes.push(size);
  const spans = Array.from({ length: size }, (_, index) => {
    const span = {
      traceId: traceIdOf(request),
      spanId: spanIdOf(index + 1),
      parentSpanId: index === 0 ? null : spanIdOf(1),
      startUnixNano: NOON + BigInt(request),
      attributes: {
        'gen_ai.operation.name': 'chat',
        'gen_ai.request.model': 'gpt-4o',
        prompt: 'x'.repeat(200),
      },
    };
    return (index % 2 === 0 ? storedSpan({ span }) : modelCall({ span })).span;
  });
  return { request, body: Buffer.from(encodeTracesJson(spans)) };
}

function boot(): ChildProcess {
  const child = fork(CHILD, {
    execArgv: [],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  children.add(child);
  child.once('exit', () => children.delete(child));
  return child;
}

function send(child: ChildProcess, message: ParentMessage): void {
  // The child may be dead already; that a message does not arrive is what this test is about.
  if (child.connected) child.send(message, () => undefined);
}

/** Feeds the child until it is killed, at a moment that nothing in the child knows of. */
async function killWhileIngesting(child: ChildProcess): Promise<void> {
  const exited = once(child, 'exit');
  const killDuringStart = random() < 0.1;
  let awaited = Math.floor(random() * 12);
  const ripe = new Promise<void>((resolve) => {
    child.on('message', (message: ChildMessage) => {
      if (message.state === 'open') {
        for (let count = 0; count < IN_FLIGHT; count += 1) send(child, nextRequest());
        if (awaited === 0) resolve();
      }
      if (message.state === 'acknowledged') {
        acknowledged.add(message.request);
        send(child, nextRequest());
        awaited -= 1;
        if (awaited === 0) resolve();
      }
    });
  });
  send(child, { directory });
  // After so many acknowledgements, however quick the machine is, and then between two of them.
  if (!killDuringStart) await Promise.race([ripe, exited]);
  await wait(random() * (killDuringStart ? 400 : 20));
  child.kill('SIGKILL');
  const [code, signal] = (await exited) as [number | null, string | null];
  expect({ code, signal }).toEqual({ code: null, signal: 'SIGKILL' });
}

/** Looks without repairing: a reading connection leaves the write-ahead log for the next child to recover. */
function examine(): void {
  if (!existsSync(database)) return;
  const db = openForReading(database);
  try {
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
    if (db.pragma('user_version', { simple: true }) === 0) return;
    const rows = db
      .prepare<[], { trace_id: string; span_count: number; stored: number }>(
        `SELECT trace_id, span_count, (SELECT count(*) FROM spans s WHERE s.trace_no = t.trace_no) AS stored
         FROM traces t`,
      )
      .all();
    const stored = new Map(rows.map((row) => [Number.parseInt(row.trace_id, 16), row]));
    const lost = [...acknowledged].filter((request) => !stored.has(request));
    expect(lost).toEqual([]);
    const halfWritten = rows.filter(
      (row) => row.stored !== row.span_count || row.stored !== sizes[Number.parseInt(row.trace_id, 16) - 1],
    );
    expect(halfWritten).toEqual([]);
  } finally {
    db.close();
  }
}

it(`loses nothing that it acknowledged in ${ROUNDS} rounds of kill -9 (seed ${seed})`, async () => {
  let next = boot();
  for (let round = 1; round <= ROUNDS; round += 1) {
    const child = next;
    if (child.exitCode !== null) throw new Error('The child ended before it was used.');
    // The next process loads its code meanwhile; it touches the directory only when it is told to.
    if (round < ROUNDS) next = boot();
    await killWhileIngesting(child);
    examine();
  }
  expect(acknowledged.size).toBeGreaterThan(ROUNDS);
}, 600_000);
