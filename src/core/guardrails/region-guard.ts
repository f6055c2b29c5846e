import type { RegionRule, RegionSettings } from '../../shared/guard/index.ts';
import type { CompiledGuard } from './compiled-guard.ts';
import type { GuardedCall } from './guard.ts';
import { piiMatcher } from './pii/index.ts';
import { nothingFound, tallyTexts } from './place-guard.ts';
import { secretsMatcher } from './secrets/index.ts';
import { joinMatchers, narrowMatcher } from './text-matcher.ts';

const everything = joinMatchers([piiMatcher, secretsMatcher]);

/** Keeps calls away from providers and regions that their scope, or what is in their texts, does not allow. */
export function regionGuard(settings: RegionSettings): CompiledGuard {
  return {
    settings,
    matcher: null,
    checkCall(call, deadline) {
      const rules = settings.rules.filter((rule) => isFor(rule, call.scope));
      const wanted = new Set(rules.flatMap(({ kinds }) => kinds));
      const found =
        wanted.size === 0
          ? []
          : tallyTexts(
              call.texts,
              narrowMatcher(everything, ({ kind }) => wanted.has(kind)),
              deadline,
            ).findings();
      const kinds = new Set(found.map(({ kind }) => kind));
      const inForce = rules.filter(
        (rule) => rule.kinds.length === 0 || rule.kinds.some((kind) => kinds.has(kind)),
      );
      if (inForce.length === 0) return nothingFound('no rule is for this call');
      return {
        score: null,
        findings: found,
        isHit: false,
        reason: describe(inForce),
        refuseTarget: ({ provider }) => refusal(inForce, provider, settings.providerRegions),
      };
    },
    checkAnswer: null,
    holdsStreams: false,
  };
}

function isFor(rule: RegionRule, scope: GuardedCall['scope']): boolean {
  return (
    (rule.org === null || rule.org === scope.org) &&
    (rule.workspace === null || rule.workspace === scope.workspace) &&
    (rule.user === null || rule.user === scope.user)
  );
}

/** Every rule in force has to agree. A provider whose region nobody has said is in none. */
function refusal(
  rules: readonly RegionRule[],
  provider: string,
  regions: Readonly<Record<string, string>>,
): string | null {
  const region = Object.hasOwn(regions, provider) ? regions[provider] : undefined;
  for (const rule of rules) {
    if (rule.providers.length > 0 && !rule.providers.includes(provider))
      return `the provider ${provider} is not among those allowed${because(rule)}`;
    if (rule.regions.length > 0 && (region === undefined || !rule.regions.includes(region)))
      return `${provider} answers ${region === undefined ? 'from an unknown region' : `from ${region}`}, allowed ${rule.regions.join(', ')}${because(rule)}`;
  }
  return null;
}

function because(rule: RegionRule): string {
  return rule.kinds.length === 0 ? '' : ` for calls with ${rule.kinds.join(', ')}`;
}

function describe(rules: readonly RegionRule[]): string {
  const parts = rules.map(({ providers, regions }) =>
    [
      providers.length > 0 ? `providers ${providers.join(', ')}` : '',
      regions.length > 0 ? `regions ${regions.join(', ')}` : '',
    ]
      .filter((part) => part !== '')
      .join(' in '),
  );
  return `may be answered only by ${parts.filter((part) => part !== '').join('; ') || 'anybody'}`;
}
