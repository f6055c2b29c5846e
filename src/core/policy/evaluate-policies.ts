import { SignalboxError } from '../../shared/errors.ts';
import {
  completeInput,
  type EvaluatedExchange,
  type EvaluatePolicies,
  type PolicyContent,
  type PolicyEvaluation,
  type PolicyInput,
  type PolicyScope,
} from '../../shared/policy/index.ts';
import type { Span, Trace } from '../../shared/trace.ts';
import { checkContent } from './check-content.ts';
import { EffectsInProgress } from './combine-effects.ts';
import { compilePolicies, type PolicyEngine } from './compile-policies.ts';
import type { PolicySource } from './compiled-set.ts';
import { askedExchange, type AskedExchange } from './recorded-exchange.ts';

/** An exchange that was made up has no trace; whether it is sampled for review is then the same each time. */
const NO_TRACE = '0'.repeat(32);

export interface EvaluationSources {
  /** What is in force. */
  readonly published: () => readonly PolicySource[];
  /** Recorded spans, as JSON text; null: there is none. */
  readonly queries: {
    spanJson(of: { traceId: string; spanId: string }): Promise<string | null>;
    traceJson(traceId: string): Promise<string | null>;
  };
}

/**
 * Says what sets would decide about exchanges, rule by rule; nothing is done or recorded.
 * @throws SignalboxError POLICY_INVALID, EXPRESSION_INVALID, TRACE_NOT_FOUND, SPAN_NOT_FOUND
 */
export async function evaluatePolicies(
  { sets, exchanges }: EvaluatePolicies,
  { published, queries }: EvaluationSources,
): Promise<PolicyEvaluation[]> {
  sets?.forEach(checkContent);
  const sources = sets === null ? published() : sets.map(asSource);
  const policies = compilePolicies(sources, { listedRules: Number.POSITIVE_INFINITY });
  const evaluations: PolicyEvaluation[] = [];
  for (const exchange of exchanges) evaluations.push(evaluate(policies, await read(exchange, queries)));
  return evaluations;
}

function asSource(content: PolicyContent, number: number): PolicySource {
  return { setId: `draft-${number + 1}`, version: 1, content, createdAt: String(number).padStart(4, '0') };
}

function evaluate(policies: PolicyEngine, { traceId, ...exchange }: Asked): PolicyEvaluation {
  const { input, messages, spanId, incomplete } = exchange;
  const startedMs = performance.now();
  const outcome = policies.decide(scopeOf(input), input, () => messages, traceId ?? NO_TRACE);
  const micros = (performance.now() - startedMs) * 1_000;
  return {
    traceId,
    spanId,
    input,
    incomplete,
    effects: outcome?.effects ?? new EffectsInProgress(NO_TRACE).finish(),
    shadow: outcome?.shadow ?? null,
    sets: [...(outcome?.sets ?? [])],
    micros,
  };
}

type Asked = Omit<AskedExchange, 'traceId'> & { readonly traceId: string | null };

async function read(exchange: EvaluatedExchange, queries: EvaluationSources['queries']): Promise<Asked> {
  if ('traceId' in exchange) return askedExchange(await readSpan(exchange, queries));
  const { input, messages } = exchange;
  return { traceId: null, spanId: null, input: completeInput(input), messages, incomplete: null };
}

async function readSpan(
  { traceId, spanId }: { traceId: string; spanId: string | null },
  queries: EvaluationSources['queries'],
): Promise<Span> {
  if (spanId !== null) {
    const json = await queries.spanJson({ traceId, spanId });
    if (json === null) throw new SignalboxError('SPAN_NOT_FOUND', { traceId, spanId });
    return JSON.parse(json) as Span;
  }
  const json = await queries.traceJson(traceId);
  if (json === null) throw new SignalboxError('TRACE_NOT_FOUND', { traceId });
  const { spans } = JSON.parse(json) as Trace;
  const isCall = ({ facts: { model } }: Span) => model !== null;
  const found =
    spans.find(({ attributes }) => attributes['signalbox.exchange'] === true) ?? spans.find(isCall);
  if (found === undefined) throw new SignalboxError('TRACE_NOT_FOUND', { traceId });
  return found;
}

function scopeOf({ scope: { org, workspace, user } }: PolicyInput): PolicyScope {
  return { org: org || null, workspace: workspace || null, user: user || null };
}
