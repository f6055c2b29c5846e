import { once } from 'node:events';
import type { BenchResult } from './bench-result.ts';
import type { LoadFigures, LoadOrder } from './gateway/load.ts';
import { startPortkey } from './gateway/portkey.ts';
import { startParty, type OwnParty, type Party } from './parties/processes.ts';

const FULL = { rounds: 5, warmUpCalls: 20_000 };
/** `-- short`: to see whether it runs; the figures are rough. */
const SHORT = { rounds: 1, warmUpCalls: 1_000 };
const RATE = 200;
const STREAM_RATE = 50;
const STREAMS_AT_ONCE = 1_024;
const OPEN = { mode: 'open', rate: RATE, concurrency: 0, stream: false, slow: false } as const;
const CLOSED = { mode: 'closed', rate: 0, concurrency: 32, stream: false, slow: false } as const;
const BURST = {
  mode: 'burst',
  rate: 0,
  seconds: 0,
  concurrency: STREAMS_AT_ONCE,
  stream: true,
  slow: false,
} as const;

/** The engine, with all that this gateway does to a call and without. */
const OURS = [
  ['Signalbox, all off', 'off'],
  ['Signalbox, all on but guards and policies', 'on'],
  ['Signalbox, all on', 'judged'],
] as const;

interface Figures {
  plain: LoadFigures;
  slow: LoadFigures;
  stream: LoadFigures;
  saturated: LoadFigures;
  burst: LoadFigures;
  /** Processor time of the measured process for each call at saturation, in microseconds. */
  mainThread: number;
  allThreads: number;
  rssBytes: number;
}

/**
 * What the gateway adds to a call, and how many calls it carries, beside a bare reverse proxy and Portkey's gateway
 * before the same upstream. The rounds are interleaved, so that what else the machine does meets all alike; of each
 * figure the median counts.
 */
export async function run(args: readonly string[] = []): Promise<BenchResult> {
  const { rounds: roundCount, warmUpCalls } = args.includes('short') ? SHORT : FULL;
  const upstream = await startParty('direct', 'gateway/upstream.ts');
  const parties: Party[] = [upstream];
  const notes: string[] = [];
  const load = await startParty('load', 'gateway/load.ts');
  try {
    const input = { UPSTREAM_URL: upstream.url };
    parties.push(await startParty('bare Node proxy', 'gateway/bare-proxy.ts', input));
    const portkey = await startPortkey(upstream.url).catch((error: Error) => error);
    if (portkey instanceof Error) notes.push(`Portkey is left out: ${portkey.message}`);
    else parties.push(portkey);
    for (const [name, features] of OURS) {
      parties.push(await startParty(name, 'gateway/signalbox.ts', { ...input, FEATURES: features }));
    }
    for (const party of parties) await warmUp(load, party, warmUpCalls);
    const rounds = new Map<string, Figures[]>(parties.map(({ name }) => [name, []]));
    for (let round = 0; round < roundCount; round++) {
      for (const party of parties) rounds.get(party.name)?.push(await measure(load, party));
    }
    return report(rounds, notes, { rounds: roundCount, warmUpCalls });
  } finally {
    for (const party of [load, ...parties.reverse()]) await party.stop();
  }
}

/** Until what runs at each call is compiled; a gateway runs for days. Some thousand calls are too few for V8. */
async function warmUp(load: OwnParty, party: Party, calls: number): Promise<void> {
  await order(load, party, { ...CLOSED, seconds: 0, calls });
  await order(load, party, { ...OPEN, seconds: 1, rate: STREAM_RATE, stream: true });
}

async function measure(load: OwnParty, party: Party): Promise<Figures> {
  const plain = await order(load, party, { ...OPEN, seconds: 5 });
  const slow = await order(load, party, { ...OPEN, seconds: 3, slow: true });
  const stream = await order(load, party, { ...OPEN, seconds: 3, rate: STREAM_RATE, stream: true });
  const before = await party.use();
  const saturated = await order(load, party, { ...CLOSED, seconds: 3 });
  const after = await party.use();
  const burst = await order(load, party, BURST);
  const perCall = (kind: 'mainThread' | 'allThreads') => (after[kind] - before[kind]) / saturated.calls;
  return {
    plain,
    slow,
    stream,
    saturated,
    burst,
    mainThread: perCall('mainThread'),
    allThreads: perCall('allThreads'),
    rssBytes: after.rssBytes,
  };
}

type Order = Omit<LoadOrder, 'url' | 'headers'>;

/** Failed calls are an error, except in a burst, where the whole ones are counted. */
async function order(load: OwnParty, { name, url, headers }: Party, what: Order): Promise<LoadFigures> {
  const answer = once(load.child, 'message') as Promise<[LoadFigures]>;
  load.child.send({ ...what, url, headers } satisfies LoadOrder);
  const [figures] = await answer;
  if (figures.errors > 0 && what.mode !== 'burst')
    throw new Error(`${figures.errors} of ${figures.calls} calls to ${name} failed.`);
  return figures;
}

const READ = {
  p50: ({ plain }: Figures) => plain.p50,
  p95: ({ plain }: Figures) => plain.p95,
  p99: ({ plain }: Figures) => plain.p99,
  slowP99: ({ slow }: Figures) => slow.p99,
  firstP50: ({ stream }: Figures) => stream.p50,
  firstP99: ({ stream }: Figures) => stream.p99,
  eventP50: ({ stream }: Figures) => stream.eventP50,
  eventP99: ({ stream }: Figures) => stream.eventP99,
  perSecond: ({ saturated }: Figures) => saturated.perSecond,
  cleanStreams: ({ burst }: Figures) => burst.calls - burst.errors,
  mainThread: ({ mainThread }: Figures) => mainThread,
  allThreads: ({ allThreads }: Figures) => allThreads,
  rssMiB: ({ rssBytes }: Figures) => rssBytes / 2 ** 20,
};
type Medians = Record<keyof typeof READ, number>;

function report(
  rounds: ReadonlyMap<string, readonly Figures[]>,
  notes: readonly string[],
  how: typeof FULL,
): BenchResult {
  const found = [...rounds].map(([name, all]) => ({ name, ...medians(all) }));
  const direct = found[0];
  const rows = found.map(({ name, ...own }) => {
    const added = (key: keyof Medians) => Math.round(own[key] - (direct?.[key] ?? NaN));
    return {
      name,
      figures: {
        'added p50 us': added('p50'),
        'added p95 us': added('p95'),
        'added p99 us': added('p99'),
        'p99 us': Math.round(own.p99),
        'added p99 us, upstream 20 ms': added('slowP99'),
        'added first piece p50 us': added('firstP50'),
        'added first piece p99 us': added('firstP99'),
        'added each piece p50 us': added('eventP50'),
        'added each piece p99 us': added('eventP99'),
        'requests/s': Math.round(own.perSecond),
        [`clean of ${STREAMS_AT_ONCE} streams`]: own.cleanStreams,
        'main thread cpu us/call': Math.round(own.mainThread),
        'all threads cpu us/call': Math.round(own.allThreads),
        'memory MiB': Math.round(own.rssMiB),
      },
    };
  });
  return {
    name: 'gateway',
    rows,
    notes: [
      `Each was warmed up by ${how.warmUpCalls.toLocaleString('en-US')} calls. Open loop at ${RATE} calls/s (streams ${STREAM_RATE}/s), latency from when a call was due; closed loop with ${CLOSED.concurrency} connections; medians of ${how.rounds} rounds.`,
      ...ratioNotes(rows),
      'The floor is the bare proxy: node:http before undici, nothing read, priced or recorded.',
      ...notes,
    ],
  };
}

function ratioNotes(rows: BenchResult['rows']): string[] {
  const ours = rows.at(-1);
  return rows.slice(1, -1).map(({ name, figures }) => {
    const ratio = (key: string) => (Number(ours?.figures[key]) / Number(figures[key])).toFixed(2);
    const p99 = `added p99 ${ratio('added p99 us')} times (upstream 20 ms: ${ratio('added p99 us, upstream 20 ms')})`;
    return `${ours?.name}, against ${name}: ${p99}, requests/s ${ratio('requests/s')} times.`;
  });
}

function medians(all: readonly Figures[]): Medians {
  const entries = Object.entries(READ).map(([key, read]) => [key, median(all.map(read))]);
  return Object.fromEntries(entries) as Medians;
}

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}
