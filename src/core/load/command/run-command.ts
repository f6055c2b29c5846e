import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { SignalboxError } from '../../../shared/errors.ts';
import {
  reportFormatSchema,
  Schedule,
  type EngineUse,
  type LoadPlan,
  type LoadRun,
  type ReportFormat,
} from '../../../shared/load/index.ts';
import { outcomeOf } from '../finished-run.ts';
import { runLoad, type GeneratorResult } from '../generator.ts';
import { observeRun } from '../observe-run.ts';
import { prepareTemplate, type PreparedTemplate } from '../prepared-request.ts';
import { writeReport } from '../report/write-report.ts';
import { gatewayHeaders, resolveTarget, sessionOf } from '../target.ts';
import { deploymentTraces } from './deployment-traces.ts';
import { reasonOf, watchDeployment } from './deployment-use.ts';
import { EXIT } from './exit-codes.ts';
import type { Flags } from './flags.ts';
import { planFromFlags } from './plan-from-flags.ts';
import { ProgressLine } from './progress-line.ts';
import { fetchRecorded } from './recorded-over-rest.ts';
import { summaryText } from './summary.ts';

/** What the command uses of its process. */
export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly print: (text: string) => void;
  /** Beside the result, for who looks. */
  readonly warn: (text: string) => void;
  /** Null where nobody looks: progress is then not shown. */
  readonly progress: ((text: string) => void) | null;
  /** Aborted when the process is asked to end. */
  readonly signal: AbortSignal;
}

/**
 * Runs a plan in this process and says how it went. @returns the exit code
 * @throws SignalboxError LOAD_PLAN_INVALID, LOAD_HOST_NOT_CONFIRMED, LOAD_NOTHING_RECORDED
 */
export async function runCommand(flags: Flags, around: Surroundings): Promise<number> {
  const plan = planFromFlags(flags);
  const outs = (flags.out ?? []).map((path) => ({ path, format: formatOf(path) }));
  const id = randomUUID();
  const { url, headers } = resolveTarget(plan, '');
  const key = around.env.SIGNALBOX_API_KEY ?? null;
  const marks = plan.target.kind === 'gateway' ? gatewayHeaders(id, key) : keyHeader(key);
  const templates = await prepare(plan, flags, around);
  const plannedMs = new Schedule(plan.shape).seconds * 1000;
  const isWatched = flags.deployment !== undefined && plan.target.kind === 'gateway';
  const engine = isWatched ? await watchDeployment(flags.deployment, around.env.SIGNALBOX_TOKEN) : null;
  const line = new ProgressLine(flags.quiet === true ? null : around.progress, plannedMs);
  const result = await runLoad({
    plan,
    templates,
    url,
    headers: { ...marks, ...headers },
    onSnapshot: (snapshot) => line.show(snapshot),
    signal: around.signal,
  }).finally(() => engine?.stop());
  line.clear();
  const run = await observed(toRun(id, plan, url, result), engine?.points() ?? [], flags, around);
  around.print(flags.json === true ? `${JSON.stringify(run)}\n` : summaryText(run, result.measurement));
  for (const { path, format } of outs) await writeFile(path, writeReport(run, format));
  return exitCode(run, result);
}

function keyHeader(key: string | null): Record<string, string> {
  return key === null ? {} : { authorization: `Bearer ${key}` };
}

function formatOf(path: string): ReportFormat {
  const format = reportFormatSchema.safeParse(extname(path).slice(1));
  if (!format.success)
    throw new SignalboxError('LOAD_PLAN_INVALID', { reason: `--out ${path} is not .html, .json or .csv` });
  return format.data;
}

async function prepare(plan: LoadPlan, flags: Flags, { env }: Surroundings): Promise<PreparedTemplate[]> {
  return Promise.all(
    plan.mix.map((template) =>
      template.kind === 'recorded'
        ? fetchRecorded(template, flags.deployment, env.SIGNALBOX_TOKEN)
        : Promise.resolve(prepareTemplate(template)),
    ),
  );
}

function toRun(id: string, plan: LoadPlan, target: string, result: GeneratorResult): LoadRun {
  const { measurement } = result;
  return {
    id,
    name: plan.name,
    startedAt: measurement.startedAt,
    startedBy: 'command',
    model: plan.shape.model,
    target,
    ...outcomeOf(result),
    plan,
    session: plan.target.kind === 'gateway' ? sessionOf(id) : null,
    measurement,
    observation: null,
  };
}

/** With what the deployment recorded of it, where one is named. A run of which it does not tell is still a run. */
async function observed(
  run: LoadRun,
  engine: EngineUse[],
  { deployment }: Flags,
  { env, warn }: Surroundings,
): Promise<LoadRun> {
  const token = env.SIGNALBOX_TOKEN;
  const { session, measurement } = run;
  if (deployment === undefined || token === undefined || session === null || measurement === null) return run;
  const range = { fromMs: Date.parse(measurement.startedAt), toMs: Date.now() };
  try {
    const told = await observeRun(session, range, deploymentTraces(deployment, token));
    return { ...run, observation: { ...told, engine } };
  } catch (error) {
    warn(`${deployment} told nothing of the traces of the run: ${reasonOf(error)}\n`);
    return { ...run, observation: { overhead: null, cost: null, engine } };
  }
}

function exitCode({ state }: LoadRun, { measurement }: GeneratorResult): number {
  if (state === 'aborted') return EXIT.aborted;
  if (!measurement.thresholds.every(({ holds }) => holds)) return EXIT.thresholdsFailed;
  return measurement.latency.count === 0 ? EXIT.nothingMeasured : EXIT.ok;
}
