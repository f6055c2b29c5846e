import type { BacktestChange } from '../../../shared/backtest.ts';
import { matchesGlob } from '../../../shared/policy/expression/index.ts';
import type { PolicyEffects } from '../../../shared/policy/index.ts';

/** Who answered, or would have without a policy. */
export interface Answerer {
  readonly provider: string;
  readonly model: string;
}

/** What an effect is compared by, where the call goes on. */
const OF_THE_CALL: readonly [BacktestChange, (effects: PolicyEffects) => unknown][] = [
  ['model', ({ chooseModel }) => chooseModel],
  ['capped', ({ capTokens }) => capTokens],
  ['parameters', ({ parameters }) => Object.entries(parameters).sort(byKey)],
  ['redacted', ({ redact }) => redact?.toSorted() ?? null],
  ['guards', ({ requireGuards }) => requireGuards.toSorted()],
  ['limits', ({ limits }) => limits.map(({ by, limit }) => [by.setId, by.ruleId, limit])],
  ['json_check', ({ checkJson }) => checkJson],
  ['warnings', ({ warnings }) => warnings.toSorted()],
];
/** What an effect is compared by in any case. */
const OF_THE_TRACE: readonly [BacktestChange, (effects: PolicyEffects) => unknown][] = [
  ['flags', ({ flags }) => flags.toSorted()],
  ['review', ({ review }) => review],
  ['tags', ({ tags }) => Object.entries(tags).sort(byKey)],
];

/** In what a call goes otherwise. Who would answer without any policy says whether models that are forbidden matter. */
export function changesBetween(
  before: PolicyEffects,
  after: PolicyEffects,
  answerer: Answerer,
): BacktestChange[] {
  if (before === after) return [];
  const marks = differing(OF_THE_TRACE, before, after);
  if (before.block !== null) return after.block === null ? ['unblocked', ...marks] : marks;
  if (after.block !== null) return ['blocked', ...marks];
  const changes = [...differing(OF_THE_CALL, before, after), ...marks];
  if (isForbidden(before, answerer) !== isForbidden(after, answerer)) changes.push('forbidden_models');
  if ((before.allowedBy === null) !== (after.allowedBy === null)) changes.push('allow');
  return changes;
}

/** Whether it may not answer. */
export function isForbidden({ forbidModels }: PolicyEffects, { provider, model }: Answerer): boolean {
  return forbidModels.some((glob) => matchesGlob(`${provider}/${model}`, glob) || matchesGlob(model, glob));
}

/** For people: what is done to a call, the strongest first. */
export function describeEffects(effects: PolicyEffects): string {
  if (effects.block !== null) return `block: ${effects.block.message}`;
  const { chooseModel, capTokens, redact, forbidModels, requireGuards, checkJson, review } = effects;
  const parts = [
    chooseModel === null ? '' : `model ${chooseModel}`,
    forbidModels.length === 0 ? '' : `never ${forbidModels.join(', ')}`,
    capTokens === null ? '' : `at most ${capTokens} tokens`,
    ...Object.entries(effects.parameters).map(([name, value]) => `${name} ${value ?? 'left out'}`),
    redact === null ? '' : `redact ${redact.length === 0 ? 'all' : redact.join(', ')}`,
    requireGuards.length === 0 ? '' : `guard ${requireGuards.join(', ')}`,
    ...effects.limits.map(({ limit }) => `${limit.requests} requests a ${limit.period}`),
    checkJson === null ? '' : 'JSON check',
    ...effects.flags.map((flag) => `flag ${flag}`),
    effects.warnings.length === 0 ? '' : 'warn',
    review ? 'review' : '',
    ...Object.entries(effects.tags).map(([key, value]) => `tag ${key}=${value}`),
  ].filter((part) => part !== '');
  if (parts.length > 0) return parts.join('; ');
  return effects.allowedBy === null ? 'pass' : 'allow';
}

function differing(
  facets: readonly [BacktestChange, (effects: PolicyEffects) => unknown][],
  before: PolicyEffects,
  after: PolicyEffects,
): BacktestChange[] {
  return facets.flatMap(([change, of]) =>
    JSON.stringify(of(before)) === JSON.stringify(of(after)) ? [] : [change],
  );
}

function byKey([a]: [string, unknown], [b]: [string, unknown]): number {
  return a < b ? -1 : 1;
}
