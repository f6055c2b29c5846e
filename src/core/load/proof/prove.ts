import { loadPlanSchema, type ComparedFigure, type LoadPlan } from '../../../shared/load/index.ts';
import { SignalboxError } from '../../../shared/errors.ts';
import { EXIT } from '../command/exit-codes.ts';
import type { Flags } from '../command/flags.ts';
import type { Surroundings } from '../command/run-command.ts';
import { millis } from '../command/text.ts';
import { compareSlices, slicesOf } from '../compare-runs.ts';
import { runLoad } from '../generator.ts';
import type { LatencyHistogram } from '../latency-histogram.ts';
import { prepareTemplate } from '../prepared-request.ts';
import { startEngineParty, startServer, type Party } from './parties.ts';

/** What was asked for: p95 that observability adds to a call. */
const BOUND_MS = 150;
/** Our own bound: p99 that the whole gateway adds, as a multiple of what a bare proxy of Node adds. */
const PROXY_MULTIPLE = 3;
const UPSTREAM_MS = 20;
const RATE = 50;
const DEFAULT_ROUNDS = 5;
const DEFAULT_SECONDS = 5;
const WARM_UP_SECONDS = 3;
const PROMPT = 'Which signals does a train pass between the two stations, and who sets them? ({{n}}) '.repeat(
  10,
);

const DIRECT = 'direct';
const PROXY = 'bare Node proxy';
const OFF = 'gateway, observability off';
const ON = 'gateway, observability on';

type Measured = ReadonlyMap<string, LatencyHistogram[]>;

/**
 * Measures what the whole gateway adds to a call: the same calls to the same upstream of known latency, directly, through
 * a bare proxy, and through engines that observe and do not, in interleaved rounds, so that what else the machine does
 * meets all alike. @returns 0 when the upper end of the 95 % interval is within the bound, 99 when it is not
 * @throws SignalboxError LOAD_PLAN_INVALID, LOAD_GENERATOR_FAILED
 */
export async function prove(flags: Flags, around: Surroundings): Promise<number> {
  const rounds = countOf('rounds', flags.rounds, DEFAULT_ROUNDS, 100);
  const seconds = countOf('seconds', flags.seconds, DEFAULT_SECONDS, 600);
  const parties: Party[] = [];
  try {
    const upstream = await startServer(DIRECT, { kind: 'upstream', latencyMs: UPSTREAM_MS });
    parties.push(upstream);
    parties.push(await startServer(PROXY, { kind: 'proxy', upstreamUrl: upstream.url }));
    parties.push(await startEngineParty(OFF, upstream.url, false));
    parties.push(await startEngineParty(ON, upstream.url, true));
    const measured = await measure(parties, { rounds, seconds, around, isQuiet: flags.quiet === true });
    if (around.signal.aborted) return EXIT.aborted;
    return await conclude(measured, { rounds, seconds, asJson: flags.json === true, around });
  } finally {
    for (const party of parties.reverse()) await party.stop();
  }
}

interface MeasureOptions {
  readonly rounds: number;
  readonly seconds: number;
  readonly around: Surroundings;
  readonly isQuiet: boolean;
}

async function measure(
  parties: readonly Party[],
  { rounds, seconds, around, isQuiet }: MeasureOptions,
): Promise<Measured> {
  const slices = new Map<string, LatencyHistogram[]>(parties.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    // Each begins a round in its turn: nobody is always measured after the same neighbour.
    const order = parties.map((_, index) => parties[(index + round) % parties.length] ?? parties[0]);
    for (const party of order) {
      if (party === undefined || around.signal.aborted) continue;
      if (!isQuiet) around.progress?.(`\r\x1b[2K  round ${round + 1} of ${rounds}: ${party.name}`);
      slices.get(party.name)?.push(...(await callFor(party, seconds, round === 0, around.signal)));
    }
  }
  if (!isQuiet) around.progress?.('\r\x1b[2K');
  return slices;
}

async function callFor(
  party: Party,
  seconds: number,
  isFirst: boolean,
  signal: AbortSignal,
): Promise<LatencyHistogram[]> {
  const plan = planFor(seconds, isFirst ? WARM_UP_SECONDS : 0.5);
  const templates = plan.mix.flatMap((template) =>
    template.kind === 'recorded' ? [] : [prepareTemplate(template)],
  );
  const { measurement } = await runLoad({
    plan,
    templates,
    url: party.url,
    headers: {},
    onSnapshot: () => undefined,
    signal,
  });
  const [failure] = measurement.errors;
  if (failure !== undefined && !signal.aborted)
    throw new SignalboxError('LOAD_GENERATOR_FAILED', {
      reason: `${party.name}: ${failure.code} ${failure.example}`,
    });
  return slicesOf(measurement);
}

function planFor(seconds: number, warmUpSeconds: number): LoadPlan {
  return loadPlanSchema.parse({
    name: 'proof',
    shape: { model: 'open', start: RATE, stages: [{ seconds, target: RATE }] },
    mix: [{ kind: 'chat', name: 'chat', model: 'openai/gpt-4o-mini', prompt: PROMPT }],
    warmUpSeconds,
  });
}

interface Conclusion {
  readonly rounds: number;
  readonly seconds: number;
  readonly asJson: boolean;
  readonly around: Surroundings;
}

async function conclude(
  measured: Measured,
  { rounds, seconds, asJson, around }: Conclusion,
): Promise<number> {
  const of = (name: string) => measured.get(name) ?? [];
  const added = async (from: string, to: string) => compareSlices(of(from), of(to), [50, 95, 99]);
  const whole = await added(DIRECT, ON);
  const off = await added(DIRECT, OFF);
  const observability = await added(OFF, ON);
  const proxy = await added(DIRECT, PROXY);
  const p95 = whole[1];
  const isWithin = p95 !== undefined && p95.high < BOUND_MS;
  const proxyP99 = proxy[2]?.difference ?? 0;
  // Where the proxy adds less than the machine's noise, there is nothing to be a multiple of.
  const multiple = proxyP99 <= 0 ? null : (whole[2]?.difference ?? 0) / proxyP99;
  const result = {
    boundMs: BOUND_MS,
    holds: isWithin,
    confidence: 0.95,
    addedByGateway: whole,
    addedWithoutObservability: off,
    addedByObservability: observability,
    addedByBareProxy: proxy,
    p99AgainstBareProxy: multiple,
    ownBound: PROXY_MULTIPLE,
    ownBoundHolds: multiple === null ? null : multiple <= PROXY_MULTIPLE,
    rounds,
    seconds,
    rate: RATE,
    upstreamMs: UPSTREAM_MS,
  };
  around.print(asJson ? `${JSON.stringify(result)}\n` : proofText(result));
  return isWithin ? EXIT.ok : EXIT.thresholdsFailed;
}

interface Proof {
  readonly holds: boolean;
  readonly addedByGateway: readonly ComparedFigure[];
  readonly addedWithoutObservability: readonly ComparedFigure[];
  readonly addedByObservability: readonly ComparedFigure[];
  readonly addedByBareProxy: readonly ComparedFigure[];
  readonly p99AgainstBareProxy: number | null;
  readonly ownBoundHolds: boolean | null;
  readonly rounds: number;
  readonly seconds: number;
}

function proofText(proof: Proof): string {
  const row = (name: string, figures: readonly ComparedFigure[]) =>
    `    ${name.padEnd(38)} ${figures.map(({ figure, difference, low, high }) => `${figure} ${signed(difference)} (${signed(low)} to ${signed(high)})`).join('   ')}`;
  const high = proof.addedByGateway[1]?.high ?? 0;
  return [
    '',
    `  What a call through the gateway takes longer, with 95 % confidence; ${proof.rounds} interleaved rounds of ${proof.seconds} s`,
    `  at ${RATE} calls per second, before an upstream of ${UPSTREAM_MS} ms`,
    '',
    row(ON, proof.addedByGateway),
    row(OFF, proof.addedWithoutObservability),
    row('of that, observability', proof.addedByObservability),
    row(PROXY, proof.addedByBareProxy),
    '',
    `    ${proof.holds ? 'ok    ' : 'FAILED'} p95 added is below ${BOUND_MS} ms: at most ${millis(high)}`,
    ownBoundText(proof),
    '',
  ].join('\n');
}

function ownBoundText({ p99AgainstBareProxy: multiple, ownBoundHolds }: Proof): string {
  if (multiple === null)
    return '    ?      the bare proxy added nothing that could be told from noise; measure for longer';
  const mark = ownBoundHolds === true ? 'ok    ' : 'above ';
  return `    ${mark} p99 added is ${multiple.toFixed(2)} times the bare proxy's; our own bound is ${PROXY_MULTIPLE}`;
}

function signed(value: number): string {
  return value < 0 ? `-${millis(-value)}` : millis(value);
}

function countOf(flag: string, text: string | undefined, standard: number, most: number): number {
  const value = text === undefined ? standard : Number(text);
  if (!Number.isInteger(value) || value < 1 || value > most)
    throw new SignalboxError('LOAD_PLAN_INVALID', {
      reason: `--${flag} is a whole number from 1 to ${most}`,
    });
  return value;
}
