import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BenchResult } from './bench-result.ts';
import { startParty } from './parties/processes.ts';
import type { Encoding } from './ingest/exports.ts';
import { measureFloor, type FloorFigures } from './ingest/floor.ts';
import type { SendFigures, SendOrder } from './ingest/sender.ts';

const ROUNDS = 3;
const EXPORTS = 300;
const WARM_UP_EXPORTS = 60;
const CONCURRENCY = 8;

interface Round {
  floor: FloorFigures;
  engine: SendFigures & { cpuMicros: number };
}

/**
 * Spans per second that are acknowledged after their commit, over HTTP, beside the floor: the same rows inserted by
 * bare better-sqlite3. Rounds are interleaved; the median round counts.
 */
export async function run(): Promise<BenchResult> {
  const rounds: Record<Encoding, Round[]> = { protobuf: [], json: [] };
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const encoding of ['protobuf', 'json'] as const) rounds[encoding].push(await measure(encoding));
  }
  const floor = median(
    [...rounds.protobuf, ...rounds.json].map((round) => round.floor),
    perSecond,
  );
  const rows = (['protobuf', 'json'] as const).map((encoding) => {
    const engine = median(
      rounds[encoding].map((round) => round.engine),
      perSecond,
    );
    return {
      name: `OTLP ${encoding}`,
      figures: {
        'spans/s': Math.round(perSecond(engine)),
        'MB/s': engine.bytes / engine.seconds / 1e6,
        'cpu us/span': engine.cpuMicros / engine.spans,
        'of floor': perSecond(engine) / perSecond(floor),
        'refused exports': engine.refused,
      },
    };
  });
  return {
    name: 'ingest',
    rows: [
      ...rows,
      {
        name: 'floor: bare better-sqlite3',
        figures: {
          'spans/s': Math.round(perSecond(floor)),
          'cpu us/span': floor.cpuMicros / floor.spans,
          'of floor': 1,
        },
      },
    ],
    notes: [
      `${EXPORTS} exports of 512 spans with 12 attributes each, ${CONCURRENCY} under way at a time, sent by a process of its own; median of ${ROUNDS} rounds.`,
      'An export is acknowledged after its commit (WAL, synchronous=NORMAL; docs/adr/0002-durability.md), and so is the floor.',
      'The engine also decodes, normalises, prices, and keeps summaries, rollups and six more indexes, which the floor does not. Its processor time is that of all its threads.',
    ],
  };
}

async function measure(encoding: Encoding): Promise<Round> {
  const directory = mkdtempSync(join(tmpdir(), 'signalbox-bench-'));
  const engine = await startParty('engine', 'ingest/engine.ts', { DATA_DIR: directory });
  const sender = await startParty('sender', 'ingest/sender.ts');
  try {
    const send = async (order: Pick<SendOrder, 'first' | 'exports'>): Promise<SendFigures> => {
      const answer = once(sender.child, 'message') as Promise<[SendFigures]>;
      sender.child.send({ url: engine.url, encoding, concurrency: CONCURRENCY, ...order });
      return (await answer)[0];
    };
    await send({ first: EXPORTS, exports: WARM_UP_EXPORTS });
    const before = (await engine.use()).allThreads;
    const figures = await send({ first: 0, exports: EXPORTS });
    const cpuMicros = (await engine.use()).allThreads - before;
    await engine.stop();
    await sender.stop();
    const floor = measureFloor(join(directory, 'telemetry.db'), directory);
    return { engine: { ...figures, cpuMicros }, floor };
  } finally {
    engine.child.kill();
    sender.child.kill();
    rmSync(directory, { recursive: true, force: true });
  }
}

function perSecond({ spans, seconds }: { spans: number; seconds: number }): number {
  return spans / seconds;
}

function median<T>(values: T[], by: (value: T) => number): T {
  const found = [...values].sort((a, b) => by(a) - by(b))[Math.floor(values.length / 2)];
  if (found === undefined) throw new Error('There is no median of nothing.');
  return found;
}
