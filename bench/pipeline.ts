import { AbuseDetector, createGuardrails } from '../src/core/guardrails/index.ts';
import { compilePolicies } from '../src/core/policy/index.ts';
import { DEFAULT_GUARD_SETTINGS } from '../src/shared/guard/index.ts';
import { policyContentSchema } from '../src/shared/policy/index.ts';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serialize } from 'node:v8';
import { loadCatalogue } from '../src/core/cost/index.ts';
import { INGRESS_DIALECTS, UPSTREAM_DIALECTS } from '../src/core/dialects/index.ts';
import { Exchange, runPipeline, type ExchangeDependencies } from '../src/core/exchange/index.ts';
import { Limits } from '../src/core/limits/index.ts';
import { Instruments } from '../src/core/metrics/instruments/index.ts';
import type { Upstream } from '../src/core/providers/index.ts';
import { IdempotentAnswers, Resilience } from '../src/core/resilience/index.ts';
import { createRouter } from '../src/core/routing/index.ts';
import { openControlStore } from '../src/core/store/control/index.ts';
import type { StoredSpan } from '../src/core/store/span-record.ts';
import { memoryTenants } from '../src/core/tenants/testing/memory-tenants.ts';
import { unjudged } from '../test/fixtures/unjudged.ts';
import type { BenchResult } from './bench-result.ts';
import { answerBodies, requestBodies } from './gateway/call.ts';

const EXCHANGES = 20_000;
const AT_ONCE = 8;
const ROUNDS = 5;
const JUDGED_EXCHANGES = 2_000;
/** Conditions of the kinds that people write; none holds. */
const UNMET = [
  'scope.org == "org-N" && tokens.input > 10',
  'request.model.startsWith("model-N")',
  'tokens.input > 100000 + N',
  'text.contains("forbidden-N")',
  'cost.estimate > 50.0 || spend.org > 1000.0',
];
const PATH = '/v1/chat/completions';

/**
 * What the stages cost by themselves: exchanges without sockets, their upstream answering from memory. What a call costs
 * beyond this in the benchmark `gateway` is HTTP on both sides, threads and the disk.
 */
export async function run(): Promise<BenchResult> {
  const dataDir = await mkdtemp(join(tmpdir(), 'signalbox-bench-'));
  const control = await openControlStore({ dataDir });
  const limits = await Limits.open({ store: control, log, redisUrl: null });
  await addLimits(limits);
  const { access, keys } = await memoryTenants({ open: false });
  const { secret } = await keys.create(
    { name: 'bench', org: 'acme', workspace: 'shop', user: 'ana', scopes: ['gateway'], expiresAt: null },
    'bench',
  );
  const admit = () => access.admit({ authorization: `Bearer ${secret}` }, 'gateway');
  const recorded: StoredSpan[][] = [];
  const abuse = new AbuseDetector((cause) => log.error('Texts cannot be judged for abuse.', { cause }));
  const instruments = new Instruments({ version: '0.0.0', log });
  const dependencies = (isOn: boolean): ExchangeDependencies => ({
    router: createRouter({
      directory: { get: () => upstream, withModel: () => upstream, models: () => [] },
      simulated: { ...upstream, provider: 'simulated', models: () => [] },
    }),
    resilience: new Resilience(),
    idempotentAnswers: new IdempotentAnswers(),
    prices: loadCatalogue(),
    telemetry: { record: (spans) => void recorded.push([...spans]) },
    flags: { isOn: () => isOn },
    instruments,
    limits,
    ...unjudged(),
    log,
    settings: { recordContent: isOn },
    version: '0.0.0',
  });
  try {
    const off = await cpuOf(dependencies(false), admit, recorded);
    const on = await cpuOf(dependencies(true), admit, recorded);
    const judged = await cpuOf(
      { ...dependencies(true), ...judges(abuse) },
      admit,
      recorded,
      JUDGED_EXCHANGES,
    );
    const spans = recorded.slice(-1_000);
    const before = process.threadCpuUsage();
    for (const exchange of spans) serialize(exchange);
    const cloned = since(before) / spans.length;
    const row = (name: string, micros: number) => ({ name, figures: { 'us/exchange': round(micros) } });
    return {
      name: 'pipeline',
      rows: [
        row('stages, all off', off),
        row('stages, all on but guards and policies', on),
        row('stages, all on', judged),
        row('spans made ready for the writer thread', cloned),
      ],
      notes: [
        `Processor time of the main thread, median of ${ROUNDS} rounds of ${EXCHANGES} exchanges, ${AT_ONCE} at once, warm.`,
      ],
    };
  } finally {
    await abuse.close();
    instruments.close();
    await limits.close();
    await control.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}

const nextBody = requestBodies();
const nextAnswer = answerBodies();
const quiet = () => undefined;
const log = { debug: quiet, info: quiet, warn: console.warn, error: console.error };

async function* answerBody(): AsyncGenerator<Uint8Array> {
  yield Buffer.from(nextAnswer());
}

const upstream: Upstream = {
  provider: 'openai',
  simulated: false,
  dialect: UPSTREAM_DIALECTS.openai,
  url: 'http://127.0.0.1/v1',
  address: null,
  call: async () => ({ status: 200, headers: { 'content-type': 'application/json' }, body: answerBody() }),
};

/** Five guards of requests and answers that find nothing, and 50 rules of which none holds. */
function judges(abuse: AbuseDetector): Pick<ExchangeDependencies, 'guardrails' | 'policies'> {
  const names = ['pii', 'secrets', 'size', 'words', 'abuse'] as const;
  const enabled = names.map((name) => [name, { ...DEFAULT_GUARD_SETTINGS[name], enabled: true }] as const);
  const settings = { ...DEFAULT_GUARD_SETTINGS, ...Object.fromEntries(enabled) };
  const validate = () => Promise.reject(new Error('There is no server.'));
  const rules = Array.from({ length: 50 }, (_, at) => ({
    id: `rule-${at}`,
    name: `Rule ${at}`,
    when: UNMET[at % UNMET.length]?.replace('N', String(at)),
    actions: [{ type: 'block', message: 'Never reached.' }],
  }));
  const content = policyContentSchema.parse({ name: 'Fifty rules', mode: 'enforce', rules });
  return {
    guardrails: createGuardrails(settings, { guardrailsAi: { validate }, abuse }),
    policies: compilePolicies([{ setId: 'bench', version: 1, content, createdAt: '' }]),
  };
}

/** Wide enough to refuse nothing; each is asked at each call all the same. */
async function addLimits(limits: Limits): Promise<void> {
  const each = { subject: null, enabled: true };
  const rate = { ...each, amount: 1_000_000_000, period: 'minute', burst: null } as const;
  await limits.addLimit({ ...rate, metric: 'requests', scope: 'key' });
  await limits.addLimit({ ...rate, metric: 'tokens', scope: 'model' });
  const queue = { queueSize: 100, queueTimeoutMs: 1_000 };
  await limits.addLimit({ ...each, ...queue, metric: 'concurrency', scope: 'org', amount: 100_000 });
  const budget = { ...each, amountNanos: '900000000000000000', mode: 'hard' } as const;
  await limits.addBudget({ ...budget, scope: 'org', period: 'month' });
  await limits.addBudget({ ...budget, scope: 'key', period: 'day' });
}

/** Microseconds an exchange. */
async function cpuOf(
  dependencies: ExchangeDependencies,
  admit: () => ReturnType<Exchange['input']['admit']>,
  recorded: StoredSpan[][],
  exchanges = EXCHANGES,
): Promise<number> {
  const rounds: number[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    recorded.length = 0;
    const before = process.threadCpuUsage();
    for (let done = 0; done < exchanges; done += AT_ONCE) {
      await Promise.all(Array.from({ length: AT_ONCE }, () => exchange(dependencies, admit)));
    }
    // The first round warms up.
    if (round > 0) rounds.push(since(before) / exchanges);
  }
  return rounds.sort((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? NaN;
}

async function exchange(
  dependencies: ExchangeDependencies,
  admit: () => ReturnType<Exchange['input']['admit']>,
): Promise<void> {
  let status: number | null = null;
  const reply = {
    started: false,
    status,
    hangUp: new AbortController().signal,
    announce: quiet,
    start: quiet,
    write: () => null,
    end: quiet,
    send: (sent: number) => void (status = sent),
    cut: quiet,
  };
  const ingress = INGRESS_DIALECTS[PATH];
  if (ingress === undefined) throw new Error(`${PATH} has no dialect.`);
  const readBody = () => Promise.resolve(Buffer.from(nextBody()));
  const input = { headers: {}, ingress, path: PATH, reply, admit, readBody, callerKey: null };
  await runPipeline(new Exchange(input), dependencies);
  if (status !== 200) throw new Error(`An exchange answered ${String(status)}.`);
}

function since(before: NodeJS.CpuUsage): number {
  const { user, system } = process.threadCpuUsage(before);
  return user + system;
}

function round(micros: number): number {
  return Math.round(micros * 10) / 10;
}
