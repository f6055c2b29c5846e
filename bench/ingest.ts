import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import SqliteDatabase from 'better-sqlite3';
import type { BenchResult } from './bench-result.ts';
import type { Encoding } from './ingest/exports.ts';
import { measureFloor, type FloorFigures } from './ingest/floor.ts';
import type { SendFigures, SendOrder } from './ingest/sender.ts';
import { startParty, type OwnParty } from './parties/processes.ts';

const ROUNDS = 3;
const EXPORTS = 200;
const WARM_UP_EXPORTS = 60;
const QUEUE_BYTES = 128 * 2 ** 20;
/** A flood has more on its way than its engine's queue may hold. */
const FLOOD = { senders: 128, queueBytes: 16 * 2 ** 20, exports: 300 };

const CASES: readonly { encoding: Encoding; senders: number }[] = [
  { encoding: 'protobuf', senders: 1 },
  { encoding: 'protobuf', senders: 4 },
  { encoding: 'json', senders: 1 },
  { encoding: 'json', senders: 4 },
];

interface EngineFigures extends SendFigures {
  cpuMicros: number;
  maxRssBytes: number;
}

/**
 * Spans per second that are acknowledged after their commit, over HTTP, with rollups and the full-text index on, beside
 * the floor: the same rows inserted by bare better-sqlite3. Rounds are interleaved; the median round counts.
 */
export async function run(): Promise<BenchResult> {
  const floors: FloorFigures[] = [];
  const catchUps: number[] = [];
  const engines = CASES.map((): EngineFigures[] => []);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [index, { encoding, senders }] of CASES.entries()) {
      await withEngine(QUEUE_BYTES, async (engine, directory) => {
        await send(engine, { encoding, senders, first: EXPORTS, exports: WARM_UP_EXPORTS });
        engines[index]?.push(await send(engine, { encoding, senders, first: 0, exports: EXPORTS }));
        if (index === 1) catchUps.push(await indexCatchUp(directory));
        await engine.stop();
        if (index === 1) floors.push(measureFloor(join(directory, 'telemetry.db'), directory));
      });
    }
  }
  const flood = await withEngine(FLOOD.queueBytes, async (engine) => {
    const { senders, exports } = FLOOD;
    const figures = await send(engine, { encoding: 'protobuf', senders, first: 0, exports });
    await engine.stop();
    return figures;
  });
  return resultOf({ engines, flood, floor: median(floors, perSecond), catchUp: median(catchUps, (s) => s) });
}

async function withEngine<T>(
  queueBytes: number,
  use: (engine: OwnParty, directory: string) => Promise<T>,
): Promise<T> {
  const directory = mkdtempSync(join(tmpdir(), 'signalbox-bench-'));
  const engine = await startParty('engine', 'ingest/engine.ts', {
    DATA_DIR: directory,
    QUEUE_BYTES: queueBytes.toString(),
  });
  try {
    return await use(engine, directory);
  } finally {
    engine.child.kill();
    rmSync(directory, { recursive: true, force: true });
  }
}

async function send(engine: OwnParty, order: Omit<SendOrder, 'url'>): Promise<EngineFigures> {
  const sender = await startParty('sender', 'ingest/sender.ts');
  try {
    const before = (await engine.use()).allThreads;
    const answer = once(sender.child, 'message') as Promise<[SendFigures]>;
    sender.child.send({ url: engine.url, ...order });
    const [figures] = await answer;
    const { allThreads, maxRssBytes } = await engine.use();
    return { ...figures, cpuMicros: allThreads - before, maxRssBytes };
  } finally {
    await sender.stop();
  }
}

/** Seconds until every stored span is in the full-text index. */
async function indexCatchUp(directory: string): Promise<number> {
  const started = performance.now();
  const stored = readOnly(join(directory, 'telemetry.db'), 'SELECT max(span_no) FROM spans');
  const indexed = readOnly(join(directory, 'search.db'), 'SELECT span_no FROM progress');
  while (indexed.read() < stored.read()) await setTimeout(20);
  stored.close();
  indexed.close();
  return (performance.now() - started) / 1000;
}

function readOnly(path: string, sql: string): { read: () => number; close: () => void } {
  const db = new SqliteDatabase(path, { readonly: true });
  const statement = db.prepare<[], number>(sql).pluck();
  return { read: () => statement.get() ?? 0, close: () => db.close() };
}

function resultOf(measured: {
  engines: EngineFigures[][];
  flood: EngineFigures;
  floor: FloorFigures;
  catchUp: number;
}): BenchResult {
  const { engines, flood, floor, catchUp } = measured;
  const figuresOf = (engine: EngineFigures): Record<string, number> => ({
    'spans/s': Math.round(perSecond(engine)),
    'MB/s': engine.bytes / engine.seconds / 1e6,
    'cpu us/span': engine.cpuMicros / engine.spans,
    'of floor': perSecond(engine) / perSecond(floor),
    'refused exports': engine.refused,
    'max RSS MB': engine.maxRssBytes / 1e6,
  });
  const rows = CASES.map(({ encoding, senders }, index) => ({
    name: `OTLP ${encoding}, ${senders} ${senders === 1 ? 'sender' : 'senders'}`,
    figures: {
      ...figuresOf(median(engines[index] ?? [], perSecond)),
      ...(index === 1 ? { 'index behind s': catchUp } : {}),
    },
  }));
  const floorFigures = {
    'spans/s': Math.round(perSecond(floor)),
    'cpu us/span': floor.cpuMicros / floor.spans,
    'of floor': 1,
  };
  return {
    name: 'ingest',
    rows: [
      ...rows,
      { name: `flood: ${FLOOD.senders} senders, queue of 16 MB`, figures: figuresOf(flood) },
      { name: 'floor: bare better-sqlite3', figures: floorFigures },
    ],
    notes: [
      `${EXPORTS} exports of 512 spans with 12 attributes each, sent by a process of its own; a sender has one export under way. Median of ${ROUNDS} rounds.`,
      'An export is acknowledged after its commit (WAL, synchronous=NORMAL; docs/adr/0002-durability.md), and so is the floor.',
      'The engine also decodes, normalises, prices, stores texts once, and keeps summaries, rollups and more indexes, which the floor does not; and beside that indexes the texts of what it stored. Its processor time is that of all its threads.',
      'Index behind: how long after the last acknowledgement the full-text index had every span.',
      `Flood: ${FLOOD.exports} exports, refused ones are sent again 20 ms later. Every one was acknowledged in the end.`,
    ],
  };
}

function perSecond({ spans, seconds }: { spans: number; seconds: number }): number {
  return spans / seconds;
}

function median<T>(values: T[], by: (value: T) => number): T {
  const found = [...values].sort((a, b) => by(a) - by(b))[Math.floor(values.length / 2)];
  if (found === undefined) throw new Error('There is no median of nothing.');
  return found;
}
