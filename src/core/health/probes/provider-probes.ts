import type { HealthSources, TargetOutcomes } from '../health-sources.ts';
import type { Finding, Probe } from '../probe.ts';

/** Fewer attempts say nothing. */
const MIN_ATTEMPTS = 3;
/** While another provider answers, one that fails degrades and does not make unhealthy. */
const FLOOR_WHILE_OTHERS_ANSWER = 55;

/** What is known of providers from real calls; nobody is called to find out. */
export function providerProbes(providers: HealthSources['providers']): Probe[] {
  return [{ component: 'providers', name: 'the providers', run: () => findings(providers) }];
}

function findings(providers: HealthSources['providers']): Finding[] {
  const names = providers.names();
  const outcomes = providers.outcomes();
  const count: Finding = {
    fact: 'providers_configured',
    value: names.length,
    ...(names.length === 0 ? { text: 'none: only the simulated providers answer' } : {}),
  };
  return [count, ...names.flatMap((name) => ofProvider(name, providers, outcomes))];
}

function ofProvider(
  name: string,
  providers: HealthSources['providers'],
  outcomes: readonly TargetOutcomes[],
): Finding[] {
  const own = outcomes.filter((each) => belongs(each.target, name));
  const othersAnswer = outcomes.some((each) => !belongs(each.target, name) && each.failures < each.calls);
  const floor = othersAnswer ? FLOOR_WHILE_OTHERS_ANSWER : 0;
  const calls = sum(own.map((each) => each.calls));
  const failures = sum(own.map((each) => each.failures));
  const targets = providers.targets().filter(({ target }) => belongs(target, name));
  // One that nobody calls stays open for ever: its breaker tells of then, not of now.
  const tried = new Set(own.filter(({ calls: count }) => count > 0).map(({ target }) => target));
  const broken = targets.filter(({ target, state }) => state !== 'closed' && tried.has(target));
  return [
    {
      fact: 'provider_failures',
      subject: name,
      value: calls < MIN_ATTEMPTS ? null : failures / calls,
      floor,
      ...(calls < MIN_ATTEMPTS ? { text: `${calls} attempts lately: too few to tell` } : {}),
    },
    {
      fact: 'provider_breakers',
      subject: name,
      value: targets.length === 0 ? 0 : broken.length / targets.length,
      floor,
      ...(broken[0] === undefined
        ? {}
        : { text: `${broken.length} of ${targets.length}${why(broken[0].lastFailure)}` }),
    },
  ];
}

function why(lastFailure: string | null): string {
  return lastFailure === null ? '' : `, last failure: ${lastFailure.slice(0, 160)}`;
}

function belongs(target: string, provider: string): boolean {
  return target.startsWith(`${provider}/`);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
