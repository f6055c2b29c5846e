import type { GuardSettings } from '../../shared/guard/index.ts';
import { abuseGuard } from './abuse-guard.ts';
import type { AbuseDetector } from './abuse/index.ts';
import type { CompiledGuard } from './compiled-guard.ts';
import { guardrailsAiGuard, type GuardrailsAiClient } from './guardrails-ai/index.ts';
import { piiMatcher } from './pii/index.ts';
import { placeGuard, wantedMatches } from './place-guard.ts';
import { regionGuard } from './region-guard.ts';
import { secretsMatcher } from './secrets/index.ts';
import { sizeGuard } from './size-guard.ts';
import { wordsGuard } from './words/index.ts';

/** What guards use that lives longer than their settings. */
export interface GuardServices {
  readonly guardrailsAi: Pick<GuardrailsAiClient, 'validate'>;
  /** Absent: abuse is judged by the thread that asks, as a backtest does. */
  readonly abuse?: Pick<AbuseDetector, 'score' | 'warmUp'>;
}

export function compileGuard(settings: GuardSettings, services: GuardServices): CompiledGuard {
  switch (settings.guard) {
    case 'size':
      return sizeGuard(settings);
    case 'region':
      return regionGuard(settings);
    case 'pii':
      return placeGuard(settings, wantedMatches(piiMatcher, settings));
    case 'secrets':
      return placeGuard(settings, wantedMatches(secretsMatcher, settings));
    case 'words':
      return wordsGuard(settings);
    case 'abuse':
      return abuseGuard(settings, services.abuse ?? null);
    case 'guardrails_ai':
      return guardrailsAiGuard(settings, services.guardrailsAi);
  }
}
