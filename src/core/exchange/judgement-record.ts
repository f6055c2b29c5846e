import type { GuardRun } from '../../shared/guard/index.ts';
import type { PolicySetResult } from '../../shared/policy/index.ts';
import type { AttributeValue, EventRecord, ExchangeVerdicts } from '../store/span-record.ts';
import type { Exchange } from './exchange.ts';
import type { Judgement } from './judgement.ts';

/** What was judged, as the writer tabulates it; null: nothing was. */
export function verdictsOf({ judgement }: Exchange): ExchangeVerdicts | null {
  if (!judgement.isAny) return null;
  const { runs, similarity, policy, blocked } = judgement;
  return {
    guards: runs,
    similarity,
    policies: (policy?.sets ?? []).map(withoutUnmet),
    effects: policy?.effects ?? null,
    shadow: policy?.shadow ?? null,
    blocked,
  };
}

/** The rules that did not match are on the span; the writer does not tabulate them, and each copy of them costs it time. */
function withoutUnmet(set: PolicySetResult): PolicySetResult {
  return { ...set, rules: set.rules.filter(({ matched, error }) => matched || error !== null) };
}

/** The flag of an exchange whose prompt is too much like others. */
const SIMILARITY_FLAG = 'similarity';

/** What rules and the comparison say about an exchange, as attributes of its span. Null values are left out. */
export function judgementAttributes({
  policyInput,
  policy,
  similarity,
}: Judgement): Record<string, AttributeValue> {
  const ownFlags = similarity?.outcome === 'flag' ? [SIMILARITY_FLAG] : [];
  if (policy === null) return { 'signalbox.flags': ownFlags.length === 0 ? null : ownFlags };
  const { review, tags } = policy.effects;
  const flags = [...new Set([...policy.effects.flags, ...ownFlags])];
  const tagged = Object.entries(tags).map(([key, value]) => [`signalbox.tag.${key}`, value] as const);
  return {
    'signalbox.policy.input': policyInput === null ? null : JSON.stringify(policyInput),
    'signalbox.flags': flags.length === 0 ? null : flags,
    'signalbox.review': review ? true : null,
    ...Object.fromEntries(tagged),
  };
}

/** An event for each guard, each policy set and the comparison. They say what kinds were found, never what. */
export function judgementEvents(exchange: Exchange): EventRecord[] {
  const { judgement } = exchange;
  if (!judgement.isAny) return [];
  const at = (stage: string) => {
    const decision = exchange.decisions.find((made) => made.stage === stage);
    return exchange.unixNano(decision?.atMs ?? exchange.endedMs);
  };
  const events = judgement.runs.map((run) =>
    event(
      'signalbox.guard',
      at(run.direction === 'input' ? 'guard_input' : 'guard_output'),
      guardAttributes(run),
    ),
  );
  const { similarity, policy } = judgement;
  if (similarity !== null) {
    const { recent, bad, good, nearestTraceId, nearestEntryId, contrast, outcome, reason, micros } =
      similarity;
    const attributes = {
      'signalbox.similarity.recent': recent,
      'signalbox.similarity.bad': bad,
      'signalbox.similarity.good': good,
      'signalbox.similarity.nearest_trace': nearestTraceId,
      'signalbox.similarity.nearest_entry': nearestEntryId,
      'signalbox.similarity.contrast': contrast,
      'signalbox.similarity.outcome': outcome,
      'signalbox.similarity.reason': reason,
      'signalbox.similarity.micros': micros,
    };
    events.push(event('signalbox.similarity', at('similarity'), attributes));
  }
  for (const set of policy?.sets ?? []) {
    events.push(event('signalbox.policy', at('policy'), policyAttributes(set)));
  }
  return events;
}

function guardAttributes(run: GuardRun): Record<string, AttributeValue> {
  return {
    'signalbox.guard': run.guard,
    'signalbox.guard.direction': run.direction,
    'signalbox.guard.outcome': run.outcome,
    'signalbox.guard.score': run.score,
    'signalbox.guard.findings': JSON.stringify(run.findings),
    'signalbox.guard.reason': run.reason,
    'signalbox.guard.micros': run.micros,
  };
}

function policyAttributes(set: PolicySetResult): Record<string, AttributeValue> {
  return {
    'signalbox.policy.set': set.setId,
    'signalbox.policy.name': set.name,
    'signalbox.policy.version': set.version,
    'signalbox.policy.mode': set.mode,
    'signalbox.policy.outcome': set.outcome,
    'signalbox.policy.rules': JSON.stringify(set.rules),
    'signalbox.policy.micros': set.micros,
  };
}

function event(name: string, timeUnixNano: bigint, attributes: Record<string, AttributeValue>): EventRecord {
  const known = Object.entries(attributes).filter(([, value]) => value !== null);
  return { name, timeUnixNano, attributes: Object.fromEntries(known), droppedAttributes: 0 };
}
