import type { PriceCatalogue } from '../cost/price-catalogue.ts';
import type { FlagRegistry } from '../flags/index.ts';
import type { Limits } from '../limits/index.ts';
import type { Log } from '../log.ts';
import type { IdempotentAnswers, Resilience } from '../resilience/index.ts';
import type { Router } from '../routing/index.ts';
import type { Telemetry } from '../telemetry/telemetry.ts';

/** What the stages of an exchange use. */
export interface ExchangeDependencies {
  readonly router: Router;
  readonly resilience: Pick<Resilience, 'run'>;
  readonly idempotentAnswers: Pick<IdempotentAnswers, 'claim'>;
  readonly prices: PriceCatalogue;
  readonly telemetry: Pick<Telemetry, 'record'>;
  readonly flags: Pick<FlagRegistry, 'isOn'>;
  readonly limits: Pick<Limits, 'admit'>;
  readonly log: Log;
  readonly settings: ExchangeSettings;
  readonly version: string;
}

/** Read at each exchange, so that a change takes effect at once. */
export interface ExchangeSettings {
  /** Whether messages and tools are recorded, or only their figures. */
  recordContent: boolean;
}
