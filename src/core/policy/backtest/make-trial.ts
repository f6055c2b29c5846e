import type { BacktestRequest } from '../../../shared/backtest.ts';
import type { PriceCatalogue } from '../../cost/index.ts';
import type { CompiledGuard } from '../../guardrails/index.ts';
import {
  ExchangeReader,
  GuardedExchangeReader,
  medianLatencyMs,
  type openForReading,
} from '../../store/index.ts';
import type { PolicySource } from '../compiled-set.ts';
import type { AlternativeSources, ChosenTarget } from './alternative.ts';
import type { Answerer } from './compare-effects.ts';
import { GuardRunTrial } from './guard-run-trial.ts';
import { GuardTrial } from './guard-trial.ts';
import { PolicyTrial, triedSets } from './policy-trial.ts';
import type { Trial } from './trial.ts';

type ReadOnlyDatabase = ReturnType<typeof openForReading>;
type Range = Pick<BacktestRequest, 'from' | 'to'>;

/** What is known when a backtest begins, and stays as it was then. */
export interface BacktestBeginning {
  id: string;
  request: BacktestRequest;
  published: readonly PolicySource[];
  /** Who answers the names that rules choose. */
  targets: Readonly<Record<string, ChosenTarget>>;
}

export interface TrialSources {
  readonly db: ReadOnlyDatabase;
  readonly loadPrices: () => PriceCatalogue;
}

/** @throws SignalboxError FILTER_INVALID, BODY_INVALID */
export async function makeTrial(beginning: BacktestBeginning, sources: TrialSources): Promise<() => Trial> {
  const { request, published, targets } = beginning;
  const { subject, ...range } = request;
  const { db } = sources;
  if (subject.kind === 'guard') {
    return () => new GuardTrial(subject, new GuardedExchangeReader(db, { ...range, ...subject }));
  }
  if (subject.kind === 'guard_run') {
    const guard = await guardOf(subject.settings);
    return () => new GuardRunTrial(guard, new ExchangeReader(db, range));
  }
  return () =>
    new PolicyTrial(triedSets(subject, published, new Date().toISOString()), request, {
      exchanges: new ExchangeReader(db, range),
      prices: sources.loadPrices(),
      targetOf: (name) => targets[name] ?? null,
      medianMs: mediansIn(db, range),
    });
}

/** Each is added up once. */
function mediansIn(db: ReadOnlyDatabase, { from, to }: Range): AlternativeSources['medianMs'] {
  const medians = new Map<string, number | null>();
  return ({ provider, model }: Answerer) => {
    const key = `${provider}/${model}`;
    let median = medians.get(key);
    if (median === undefined) {
      median = medianLatencyMs(db, { from, to, provider, model });
      medians.set(key, median);
    }
    return median;
  };
}

type RunAgain = Extract<BacktestRequest['subject'], { kind: 'guard_run' }>['settings'];

/** Loaded only when one is to run: their word lists and models are large. */
async function guardOf(settings: RunAgain): Promise<CompiledGuard> {
  const { compileGuard } = await import('../../guardrails/index.ts');
  const validate = () => Promise.reject(new Error('No server is asked again.'));
  return compileGuard(settings, { guardrailsAi: { validate } });
}
