import { SignalboxError } from '../../shared/errors.ts';
import type { PolicyEffects } from '../../shared/policy/index.ts';
import type { ModelRequest, RequestChanges } from '../dialects/index.ts';
import { answerCheck } from '../guardrails/structured-output/index.ts';
import { rateInWords, type RuleLimit } from '../limits/index.ts';
import { applyReport, edit, redact } from './apply-report.ts';
import type { ExchangeDependencies } from './dependencies.ts';
import type { Exchange } from './exchange.ts';
import { guardedCall } from './guarded-call.ts';
import { scopeOf } from './scope.ts';
import { announceWarnings } from './warnings.ts';

/**
 * Does what rules brought about, as far as it concerns the request. Answers what was done, for people.
 * @throws SignalboxError POLICY_BLOCKED, RATE_LIMIT_EXCEEDED; GUARD_BLOCKED or GUARD_FAILED of a guard that was required
 */
export function applyEffects(
  exchange: Exchange,
  effects: PolicyEffects,
  dependencies: ExchangeDependencies,
): string[] | Promise<string[]> {
  const { judgement } = exchange;
  judgement.warnings.push(...effects.warnings);
  announceWarnings(exchange);
  if (effects.block !== null) {
    judgement.blocked = true;
    const { code, message } = effects.block;
    throw new SignalboxError('POLICY_BLOCKED', { code, message });
  }
  takeLimits(exchange, effects, dependencies);
  const done = changeRequest(exchange, effects, dependencies);
  const missing = effects.requireGuards.filter((guard) => !judgement.hasRun(guard));
  if (missing.length === 0) return done;
  const call = guardedCall(exchange, dependencies);
  const off = missing.filter((guard) => call.isOff?.(guard) === true);
  done.push(...off.map((guard) => `the guard ${guard} is required and did not run: its flag is off`));
  const report = dependencies.guardrails.checkInput(call, missing);
  if (report === null) return done;
  if (!(report instanceof Promise)) return [...done, applyReport(exchange, report, dependencies).reason];
  return report.then((found) => [...done, applyReport(exchange, found, dependencies).reason]);
}

function changeRequest(
  exchange: Exchange,
  { redact: kinds, parameters, capTokens, chooseModel, forbidModels, checkJson }: PolicyEffects,
  { guardrails }: ExchangeDependencies,
): string[] {
  const done: string[] = [];
  if (kinds !== null) {
    redact(exchange, guardrails.redaction(kinds));
    done.push(`replaced ${kinds.length === 0 ? 'all that is known' : kinds.join(', ')}`);
  }
  const names = Object.keys(parameters);
  const changes: RequestChanges = {
    ...(names.length === 0 ? {} : { parameters }),
    ...(capTokens === null
      ? {}
      : { capTokens: { tokens: capTokens, model: exchange.plan?.targets[0].model ?? '' } }),
  };
  if (Object.keys(changes).length > 0) {
    const impossible = edit(exchange, changes);
    const set = names.filter((name) => !impossible.includes(name));
    if (set.length > 0) done.push(`set ${set.join(', ')}`);
    if (capTokens !== null) done.push(`at most ${capTokens} tokens of answer`);
    if (impossible.length > 0) done.push(`the dialect has no ${impossible.join(', ')}`);
  }
  if (chooseModel !== null) done.push(`answered by ${chooseModel}`);
  if (forbidModels.length > 0) done.push(`never by ${forbidModels.join(', ')}`);
  if (checkJson !== null && holdToSchema(exchange, checkJson)) {
    done.push('the answer is held to its JSON schema');
  }
  return done;
}

/** False: the rule names no schema, and the request asks for none. @throws SignalboxError JSON_SCHEMA_REFUSED */
function holdToSchema(
  { judgement, request }: Exchange,
  { schema, repair }: NonNullable<PolicyEffects['checkJson']>,
): boolean {
  const wanted = schema ?? askedSchema(request?.canonical().responseFormat ?? null);
  if (wanted === null) return false;
  const check = answerCheck(wanted);
  judgement.answerCheck = {
    schema: wanted,
    repair,
    problems: (answer) => check.problems(answer, { fences: false }),
  };
  return true;
}

/** `{}`: any JSON. */
function askedSchema(format: ModelRequest['responseFormat']): unknown {
  if (format === null || format.type === 'text') return null;
  return format.type === 'json' ? {} : format.schema;
}

/** Counted by this engine; none is taken from when one is exhausted. */
function takeLimits(exchange: Exchange, { limits }: PolicyEffects, { ruleLimits }: ExchangeDependencies) {
  if (limits.length === 0) return;
  const scope = scopeOf(exchange);
  const subjects = {
    all: '',
    org: scope.org,
    workspace: scope.workspace,
    user: scope.user,
    key: exchange.caller.keyId,
    model: exchange.request?.model ?? null,
  };
  const wanted = limits.map(({ by, limit }) => ({
    rule: `${by.setId}/${by.ruleId}/${limit.per}`,
    subject: subjects[limit.per] ?? '',
    requests: limit.requests,
    period: limit.period,
    per: limit.per,
  }));
  const refused = ruleLimits.take(wanted);
  if (refused === null) return;
  exchange.judgement.blocked = true;
  const seconds = Math.max(1, Math.ceil(refused.waitMs / 1000));
  exchange.reply.announce({ 'retry-after': String(seconds) });
  throw limitReached(refused.limit, seconds);
}

function limitReached({ requests, period, subject }: RuleLimit, seconds: number): SignalboxError {
  const whose = subject === '' ? 'the calls of a policy' : subject;
  return new SignalboxError('RATE_LIMIT_EXCEEDED', {
    limit: rateInWords(requests, 'requests', period),
    whose,
    wait: seconds === 1 ? '1 second' : `${seconds} seconds`,
  });
}
