import type { SpendToday } from '../cost/index.ts';
import type { PriceCatalogue } from '../cost/price-catalogue.ts';
import type { FlagRegistry } from '../flags/index.ts';
import type { Guardrails } from '../guardrails/guard.ts';
import type { Limits, RuleLimits } from '../limits/index.ts';
import type { Log } from '../log.ts';
import type { Instruments } from '../metrics/instruments/index.ts';
import type { PolicyEngine } from '../policy/index.ts';
import type { IdempotentAnswers, RecentOutcomes, Resilience } from '../resilience/index.ts';
import type { Router } from '../routing/index.ts';
import type { Similarity } from '../similarity/index.ts';
import type { Telemetry } from '../telemetry/telemetry.ts';

/** What the stages of an exchange use. */
export interface ExchangeDependencies {
  readonly router: Router;
  readonly resilience: Pick<Resilience, 'run'>;
  readonly idempotentAnswers: Pick<IdempotentAnswers, 'claim'>;
  readonly prices: PriceCatalogue;
  readonly telemetry: Pick<Telemetry, 'record'>;
  readonly instruments: Pick<Instruments, 'observeExchange' | 'countError'>;
  readonly flags: Pick<FlagRegistry, 'isOn'>;
  readonly limits: Pick<Limits, 'admit'>;
  readonly guardrails: Guardrails;
  readonly similarity: Pick<Similarity, 'changesCalls' | 'compare'>;
  readonly policies: Pick<PolicyEngine, 'appliesTo' | 'decide' | 'readsSimilarity'>;
  /** Counts the limits that rules set. */
  readonly ruleLimits: Pick<RuleLimits, 'take'>;
  readonly spend: Pick<SpendToday, 'of' | 'add'>;
  readonly outcomes: Pick<RecentOutcomes, 'of' | 'add'>;
  /** Where a provider answers, as far as it is known. */
  readonly regionOf: (provider: string) => string | null;
  readonly log: Log;
  readonly settings: ExchangeSettings;
  readonly version: string;
}

/** Read at each exchange, so that a change takes effect at once. */
export interface ExchangeSettings {
  /** Whether messages and tools are recorded, or only their figures. */
  recordContent: boolean;
}
