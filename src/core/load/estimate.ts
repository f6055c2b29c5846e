import { SignalboxError } from '../../shared/errors.ts';
import {
  hostOf,
  isLoopbackUrl,
  Schedule,
  type LoadEstimate,
  type LoadPlan,
  type LoadTemplate,
} from '../../shared/load/index.ts';

/** Who may answer a model through the gateway. */
export interface ModelAnswerer {
  readonly provider: string;
  /** It is neither simulated nor on this machine. */
  readonly isPaid: boolean;
  /** Nano-dollars of a call; null where no price is known. */
  price(inputTokens: number, outputTokens: number): bigint | null;
}

/** Null: nobody answers that model. */
export type FindAnswerer = (model: string) => ModelAnswerer | null;

const CHARACTERS_PER_TOKEN = 4;

/** How many calls a plan makes, who answers them, and what that may cost at most: answers are taken to be as long as allowed. */
export function estimate(plan: LoadPlan, findAnswerer: FindAnswerer): LoadEstimate {
  const schedule = new Schedule(plan.shape);
  const isOpen = plan.shape.model === 'open';
  const warmUpCalls = plan.warmUpSeconds * Math.max(plan.shape.start, 0);
  const wanted = Math.ceil(schedule.starts + warmUpCalls);
  const calls = isOpen ? Math.min(wanted, plan.limits.maxRequests) : null;
  const answerers = plan.mix.map((template) => answererOf(plan, template, findAnswerer));
  const paid = answerers.flatMap((answerer) => (answerer?.isPaid === true ? [answerer.provider] : []));
  const { url } = plan.target;
  const isForeign = url !== null && !isLoopbackUrl(url);
  return {
    calls,
    seconds: plan.warmUpSeconds + schedule.seconds,
    costNanos: calls === null ? null : costOf(plan, calls, answerers),
    paidProviders: [...new Set(paid)],
    hostToConfirm: isForeign ? hostOf(url) : null,
    warnings: warningsOf(plan, answerers, isForeign),
  };
}

/** @throws SignalboxError LOAD_COST_NOT_CONFIRMED */
export function checkCost(plan: LoadPlan, { paidProviders }: LoadEstimate): void {
  if (paidProviders.length > 0 && !plan.mayCost)
    throw new SignalboxError('LOAD_COST_NOT_CONFIRMED', { providers: paidProviders.join(', ') });
}

function answererOf(plan: LoadPlan, template: LoadTemplate, find: FindAnswerer): ModelAnswerer | null {
  if (plan.target.kind !== 'gateway' || template.kind === 'http' || template.model === null) return null;
  return find(template.model);
}

function costOf(plan: LoadPlan, calls: number, answerers: readonly (ModelAnswerer | null)[]): string | null {
  const weights = plan.mix.reduce((sum, { weight }) => sum + weight, 0);
  let sum = 0n;
  for (const [index, template] of plan.mix.entries()) {
    const answerer = answerers[index] ?? null;
    const price = answerer === null ? null : priceOf(template, answerer);
    if (price === null) return null;
    sum += price * BigInt(Math.ceil((calls * template.weight) / weights));
  }
  return sum.toString();
}

function priceOf(template: LoadTemplate, answerer: ModelAnswerer): bigint | null {
  switch (template.kind) {
    case 'chat':
      return answerer.price(tokensOf(template.system + template.prompt), template.maxTokens);
    case 'embeddings':
      return answerer.price(tokensOf(template.input), 0);
    case 'http':
    case 'recorded':
      return null;
  }
}

function tokensOf(text: string): number {
  return Math.ceil(text.length / CHARACTERS_PER_TOKEN);
}

function warningsOf(
  plan: LoadPlan,
  answerers: readonly (ModelAnswerer | null)[],
  isForeign: boolean,
): string[] {
  const unknown = plan.mix.flatMap((template, index) =>
    plan.target.kind === 'gateway' &&
    (template.kind === 'chat' || template.kind === 'embeddings') &&
    answerers[index] === null
      ? [`Nobody answers the model ${template.model}.`]
      : [],
  );
  const ownGateway = plan.target.kind === 'gateway' && plan.target.url === null;
  return [
    ...(ownGateway ? unknown : []),
    ...(plan.mix.some(({ kind }) => kind === 'recorded')
      ? ['What recorded exchanges cost is not known before: it depends on those that are found.']
      : []),
    ...(isForeign ? ['The target is not on this machine. Load only what is yours.'] : []),
  ];
}
