import type { GuardRun } from '../../shared/guard/index.ts';
import type { PolicyInput, PolicyMessage } from '../../shared/policy/index.ts';
import { canonicalText, type ModelRequest } from '../dialects/index.ts';
import type { CallPlan } from '../routing/index.ts';
import type { ExchangeDependencies } from './dependencies.ts';
import { estimateCost, estimateTokens } from './estimate-use.ts';
import type { Exchange } from './exchange.ts';
import { countAttachments, requestTexts } from './guarded-call.ts';
import { identityOf } from './identity.ts';
import { scopeOf } from './scope.ts';
import { serviceName } from './resource.ts';

const NANOS_PER_DOLLAR = 1e9;

type Known = Pick<ExchangeDependencies, 'router' | 'prices' | 'spend' | 'outcomes' | 'regionOf'>;

/** What rules are asked of. `plan`: who would answer without any policy; null where nobody has the model. */
export function policyInput(exchange: Exchange, plan: CallPlan | null, known: Known): PolicyInput {
  const { caller, judgement } = exchange;
  const { similarity } = judgement;
  const scope = scopeOf(exchange);
  const target = plan?.targets[0] ?? null;
  const spend = known.spend.of(scope);
  const failures = target === null ? null : known.outcomes.of(target.name);
  return {
    request: requestInput(exchange),
    scope: { org: scope.org ?? '', workspace: scope.workspace ?? '', user: scope.user ?? '' },
    key: { id: caller.keyId ?? '', name: caller.keyName ?? '' },
    tokens: { input: estimateTokens(exchange).prompt },
    cost: { estimate: dollars(estimateCost(exchange, known)) },
    time: timeInput(exchange),
    target: {
      provider: target?.upstream.provider ?? '',
      model: target?.model ?? '',
      region: target === null ? '' : (known.regionOf(target.upstream.provider) ?? ''),
    },
    guards: guardsInput(judgement.runs),
    similarity: {
      recent: similarity?.recent ?? 0,
      bad: similarity?.bad ?? 0,
      good: similarity?.good ?? 0,
    },
    spend: {
      org: dollars(spend.org),
      workspace: dollars(spend.workspace),
      user: dollars(spend.user),
    },
    failures: { recent: failures?.failures ?? 0, rate: failures?.rate ?? 0 },
  };
}

/** The messages as conditions see them. */
export function policyMessages(request: ModelRequest | null): PolicyMessage[] {
  return (request?.messages ?? []).map(({ role, parts }) => ({ role, text: canonicalText(parts) }));
}

function requestInput(exchange: Exchange): PolicyInput['request'] {
  const { request, ingress } = exchange;
  const asked = request?.canonical() ?? null;
  const { session, agent } = identityOf(exchange);
  const format = asked?.responseFormat?.type ?? 'text';
  return {
    model: request?.model ?? '',
    operation: ingress.operation,
    dialect: ingress.dialect,
    stream: request?.stream ?? false,
    max_tokens: asked?.maxOutputTokens ?? 0,
    temperature: asked?.temperature ?? -1,
    tools: asked?.tools.map(({ name }) => name) ?? [],
    attachments: countAttachments(asked),
    messages: asked?.messages.length ?? 0,
    characters: requestTexts(asked).reduce((sum, { text }) => sum + text.length, 0),
    json: format !== 'text',
    service: serviceName(exchange.header('x-signalbox-service')),
    session: session ?? '',
    agent: agent ?? '',
  };
}

function timeInput({ startedUnixNano }: Exchange): PolicyInput['time'] {
  const unix = Number(startedUnixNano / 1_000_000_000n);
  const date = new Date(unix * 1000);
  // Sunday is 0 for Date and 7 for ISO 8601.
  return { unix, hour: date.getUTCHours(), weekday: date.getUTCDay() || 7 };
}

function guardsInput(runs: readonly GuardRun[]): PolicyInput['guards'] {
  const guards: PolicyInput['guards'] = {};
  for (const { guard, outcome, score, findings } of runs) {
    guards[guard] = {
      outcome,
      score: score ?? 0,
      hits: findings.reduce((sum, { count }) => sum + count, 0),
      kinds: [...new Set(findings.map(({ kind }) => kind))],
    };
  }
  return guards;
}

/** Rules compare dollars; sums of money are never made of them. */
function dollars(nanos: bigint): number {
  return Number(nanos) / NANOS_PER_DOLLAR;
}
