import type { Dependency, HealthFact } from '../../shared/health/index.ts';
import { DEGRADED_BELOW } from './points.ts';

interface Kind {
  readonly kind: Dependency['kind'];
  /** Null: the fact's subject names it. */
  readonly name: string | null;
}

/** Facts that tell of something which the engine stands on. */
const KINDS: Readonly<Record<string, Kind>> = {
  writer_answer: { kind: 'thread', name: 'Writer thread' },
  readers_answer: { kind: 'thread', name: 'Reader threads' },
  control_answer: { kind: 'thread', name: 'Control thread' },
  metrics_answer: { kind: 'thread', name: 'Series thread' },
  postgres: { kind: 'database', name: 'PostgreSQL' },
  redis: { kind: 'cache', name: 'Redis' },
  provider_failures: { kind: 'provider', name: null },
  remote_source: { kind: 'metrics', name: null },
  notifications_waiting: { kind: 'notifications', name: 'Notifications' },
};

/** What the engine depends on, as the facts of a check tell it. */
export function dependenciesOf(facts: readonly HealthFact[]): Dependency[] {
  return facts.flatMap((fact) => {
    if (!Object.hasOwn(KINDS, fact.fact)) return [];
    const known = KINDS[fact.fact];
    if (known === undefined) return [];
    const name = known.name ?? fact.subject ?? known.kind;
    return [{ name, kind: known.kind, state: stateOf(fact, known.kind), detail: fact.text }];
  });
}

function stateOf({ value, points }: HealthFact, kind: Dependency['kind']): Dependency['state'] {
  if (points === null) return kind === 'provider' ? 'unknown' : 'not_configured';
  if (value === null) return 'down';
  if (points >= DEGRADED_BELOW) return 'up';
  return kind === 'provider' && points < DEGRADED_BELOW ? 'down' : 'slow';
}
