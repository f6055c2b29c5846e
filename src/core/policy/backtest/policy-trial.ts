import type { BacktestRequest, BacktestSubject } from '../../../shared/backtest.ts';
import {
  NO_EFFECTS,
  type PolicyEffects,
  type PolicyInput,
  type PolicyMessage,
  type PolicyOutcome,
  type PolicyScope,
} from '../../../shared/policy/index.ts';
import type { ExchangeReader, RecordedExchange } from '../../store/index.ts';
import { outcomeOf } from '../combine-effects.ts';
import { byOrder, compilePolicies, type PolicyEngine } from '../compile-policies.ts';
import type { PolicySource } from '../compiled-set.ts';
import { alternativeOutlay, recordedOutlay, type AlternativeSources } from './alternative.ts';
import { changesBetween, describeEffects } from './compare-effects.ts';
import { messagesOf, recordedQuestion } from './recorded-input.ts';
import type { Finding, TalliedRule } from './tally.ts';
import type { Trial } from './trial.ts';

/** Fields of requests that are counted from the messages, which an exchange without a policy input must be asked for. */
const COUNTED_FIELDS = /\brequest\s*\.\s*(messages|characters)\b/;
/** The same effects are recorded again and again; so many of them are read once. */
const REMEMBERED_EFFECTS = 1_000;

const NONE = JSON.stringify(NO_EFFECTS);

/** What rules brought about, read and put into words. */
interface KnownEffects {
  readonly effects: PolicyEffects;
  readonly described: Finding['before'];
}

type PolicySubject = Extract<BacktestSubject, { kind: 'policies' }>;

export interface PolicyTrialSources extends AlternativeSources {
  readonly exchanges: Pick<ExchangeReader, 'page' | 'total'>;
}

/** The sets as they would be in force: the drafts enforce, in place of the published ones they are of. */
export function triedSets(
  { drafts, alone }: PolicySubject,
  published: readonly PolicySource[],
  now: string,
): PolicySource[] {
  const replaced = new Set(drafts.map(({ setId }) => setId));
  const others = alone ? [] : published.filter(({ setId }) => !replaced.has(setId));
  const tried = drafts.map(({ setId, content }, index): PolicySource => {
    const known = published.find((each) => each.setId === setId);
    return {
      setId: setId ?? `draft ${index + 1}`,
      version: 0,
      content: content.mode === 'shadow' ? { ...content, mode: 'enforce' } : content,
      createdAt: known?.createdAt ?? now,
    };
  });
  return [...others, ...tried].sort(byOrder);
}

/** Asks sets about recorded exchanges and compares their effects with those that were recorded. */
export class PolicyTrial implements Trial {
  readonly total: number;
  readonly rules: readonly TalliedRule[];
  readonly #engine: PolicyEngine;
  readonly #sources: PolicyTrialSources;
  readonly #countsMessages: boolean;
  readonly #effects = new Map<string, KnownEffects>();

  constructor(
    sets: readonly PolicySource[],
    { subject }: Pick<BacktestRequest, 'subject'>,
    sources: PolicyTrialSources,
  ) {
    this.#engine = compilePolicies(sets, { listedRules: 0 });
    this.#sources = sources;
    this.total = sources.exchanges.total;
    this.#countsMessages = sets.some(({ content }) =>
      content.rules.some(({ enabled, when }) => enabled && COUNTED_FIELDS.test(when)),
    );
    const tried = subject.kind === 'policies' ? subject.drafts : [];
    this.rules = sets.flatMap(({ setId, content }) =>
      content.rules
        .filter(({ enabled }) => enabled)
        .map(({ id, name }) => ({
          set: content.name,
          setId,
          ruleId: id,
          name,
          isTried: setId.startsWith('draft ') || tried.some((draft) => draft.setId === setId),
        })),
    );
  }

  page(): (Finding | null)[] {
    return this.#sources.exchanges.page().map((exchange) => this.#find(exchange));
  }

  /** Null: the exchange was refused before policies are asked, or got an earlier answer again. */
  #find(exchange: RecordedExchange): Finding | null {
    const { verdict } = exchange;
    if (verdict === null && exchange.provider === '') return null;
    if (verdict?.blockedBy === 'guard_input' || verdict?.blockedBy === 'similarity') return null;
    let texts: readonly PolicyMessage[] | null | undefined;
    const messages = (): readonly PolicyMessage[] => (texts ??= messagesOf(exchange)) ?? [];
    const { input, isRebuilt } = recordedQuestion(exchange, this.#countsMessages ? messages : null);
    const outcome = this.#engine.decide(scopeOf(input), input, messages, exchange.traceId);
    const before = this.#known(verdict?.effects ?? NONE);
    const after = this.#known(outcome === null ? NONE : JSON.stringify(outcome.effects));
    return this.#toFinding(
      exchange,
      input,
      { before, after },
      {
        isRebuilt,
        isWithoutTexts: texts === null,
        ...rulesOf(outcome),
      },
    );
  }

  #toFinding(
    exchange: RecordedExchange,
    { target: answerer }: PolicyInput,
    effects: { before: KnownEffects; after: KnownEffects },
    more: Pick<Finding, 'isRebuilt' | 'isWithoutTexts' | 'causes' | 'failed'>,
  ): Finding {
    const { before, after } = effects;
    const changes = before === after ? [] : changesBetween(before.effects, after.effects, answerer);
    const was = recordedOutlay(exchange);
    const would =
      changes.length === 0
        ? was
        : alternativeOutlay(
            exchange,
            { before: before.effects, after: after.effects },
            answerer,
            this.#sources,
          );
    const { traceId, spanId, org, workspace, user, provider, model } = exchange;
    return {
      traceId,
      spanId,
      time: new Date(exchange.startMs).toISOString(),
      org,
      workspace,
      user,
      provider: provider || answerer.provider,
      model: model || answerer.model,
      changes,
      before: before.described,
      after: after.described,
      costBefore: was.nanos,
      costAfter: would.nanos,
      latencyBeforeMs: was.ms,
      latencyAfterMs: would.ms,
      isAnswered: exchange.status === 'ok' && after.effects.block === null,
      ...more,
    };
  }

  /** The same effects come again and again, and are then the same object. */
  #known(json: string): KnownEffects {
    let known = this.#effects.get(json);
    if (known === undefined) {
      const effects = { ...NO_EFFECTS, ...(JSON.parse(json) as PolicyEffects) };
      known = { effects, described: { outcome: outcomeOf(effects), text: describeEffects(effects) } };
      if (this.#effects.size >= REMEMBERED_EFFECTS) this.#effects.clear();
      this.#effects.set(json, known);
    }
    return known;
  }
}

function rulesOf(outcome: PolicyOutcome | null): Pick<Finding, 'causes' | 'failed'> {
  const causes: Finding['causes'] = [];
  const failed: { setId: string; ruleId: string }[] = [];
  for (const { setId, mode, rules } of outcome?.sets ?? []) {
    if (mode !== 'enforce') continue;
    for (const { ruleId, matched, error, why } of rules) {
      if (matched) causes.push({ setId, ruleId, why });
      if (error !== null) failed.push({ setId, ruleId });
    }
  }
  return { causes, failed };
}

function scopeOf({ scope: { org, workspace, user } }: PolicyInput): PolicyScope {
  return { org: org || null, workspace: workspace || null, user: user || null };
}
