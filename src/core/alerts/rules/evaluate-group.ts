import type { InstantResult, VectorSample } from '../../../shared/metrics.ts';
import type { Metrics } from '../../metrics/metrics.ts';
import { advanceAlerts, countActive, type AlertChange } from './advance-alerts.ts';
import { answerTemplates } from './answer-templates.ts';
import type { HeldGroup, HeldRule } from './held-group.ts';
import { alertSamples, recordedSamples, ruleBatch, type RuleSample } from './rule-series.ts';

export interface EvaluationContext {
  readonly metrics: Pick<Metrics, 'append'> & { readonly queries: Pick<Metrics['queries'], 'instant'> };
  readonly atMs: number;
  /** Seconds of a clock that only goes on, to say how long it took. */
  readonly seconds: () => number;
  readonly signal?: AbortSignal | undefined;
}

export interface RuleChange extends AlertChange {
  readonly rule: HeldRule;
}

/** Evaluates the rules of a group in their order, all at one instant: a rule sees what those before it recorded. */
export async function evaluateGroup(held: HeldGroup, context: EvaluationContext): Promise<RuleChange[]> {
  const begun = context.seconds();
  const changes: RuleChange[] = [];
  for (const rule of held.rules) {
    if (isStopped(context)) return changes;
    if (!rule.enabled) continue;
    const ruleBegun = context.seconds();
    try {
      await evaluateRule(rule, held.group.content.limit, context, changes);
      rule.health = 'ok';
      rule.lastError = null;
    } catch (error) {
      if (isStopped(context)) return changes;
      rule.health = 'err';
      rule.lastError = error instanceof Error ? error.message : String(error);
    }
    rule.lastMs = context.atMs;
    rule.seconds = context.seconds() - ruleBegun;
  }
  held.lastMs = context.atMs;
  held.seconds = context.seconds() - begun;
  return changes;
}

function isStopped({ signal }: EvaluationContext): boolean {
  return signal?.aborted === true;
}

/** Adds to `changes` also where what it brought cannot be written: a change that happened is told. */
async function evaluateRule(
  held: HeldRule,
  limit: number,
  { metrics, atMs, signal }: EvaluationContext,
  changes: RuleChange[],
): Promise<void> {
  const { rule } = held;
  const ask = async (expr: string): Promise<readonly VectorSample[]> =>
    samplesOf(await metrics.queries.instant({ expr, atMs }, { signal }));
  const samples = await ask(rule.expr);
  if (rule.kind === 'record') {
    requireLimit(samples.length, limit);
    await write(held, recordedSamples(rule, samples), { metrics, atMs });
    return;
  }
  const query = await answerTemplates(rule, samples, ask);
  signal?.throwIfAborted();
  const next = advanceAlerts(held.alerts, samples, rule, atMs, query);
  requireLimit(countActive(next.alerts), limit);
  held.alerts = next.alerts;
  changes.push(...next.changes.map((change) => ({ ...change, rule: held })));
  await write(held, alertSamples(next.alerts), { metrics, atMs });
}

async function write(
  held: HeldRule,
  samples: readonly RuleSample[],
  { metrics, atMs }: Pick<EvaluationContext, 'metrics' | 'atMs'>,
): Promise<void> {
  const { batch, written } = ruleBatch(samples, held.written, atMs);
  if (batch.series.length === 0) return;
  held.written = written;
  const { rejected, message } = await metrics.append(batch);
  if (rejected > 0)
    throw new Error(`${rejected} of its samples were not stored: ${message ?? 'no reason given'}`);
}

function samplesOf(result: InstantResult): readonly VectorSample[] {
  if (result.kind === 'vector') return result.samples;
  if (result.kind === 'scalar') return [{ labels: {}, atMs: result.atMs, value: result.value }];
  throw new Error(`the expression answers a ${result.kind}; a vector or a scalar is needed`);
}

function requireLimit(count: number, limit: number): void {
  if (limit > 0 && count > limit)
    throw new Error(`${count} answers, more than the group's limit of ${limit}`);
}
