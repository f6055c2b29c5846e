import { failureText } from '../failure-text.ts';
import type { HealthSources } from '../health-sources.ts';
import type { Finding, Probe } from '../probe.ts';
import { timed } from './timed.ts';

/** Without Redis each engine counts limits by itself: calls go on, and limits are not exact. */
const REDIS_DOWN_POINTS = 40;
const BACKENDS = { memory: 'this engine', redis: 'Redis', fallback: 'this engine, until Redis answers' };

export function cacheProbes(caches: HealthSources['caches']): Probe[] {
  return [
    { component: 'caches', name: 'Redis', failedPoints: REDIS_DOWN_POINTS, run: () => redis(caches) },
    { component: 'caches', name: 'the idempotent answers', run: () => idempotency(caches) },
    {
      component: 'caches',
      name: 'the caches in memory',
      run: () => caches.others().map(({ name, hits, misses }) => hitRate('cache_hits', hits, misses, name)),
    },
  ];
}

async function redis(caches: HealthSources['caches']): Promise<Finding[]> {
  const backend: Finding = { fact: 'redis_backend', value: null, text: BACKENDS[caches.limitBackend()] };
  const ping = caches.pingRedis();
  if (ping === null) {
    return [{ fact: 'redis', value: null, text: 'not configured: REDIS_URL is not set' }, backend];
  }
  try {
    return [{ fact: 'redis', value: await timed(() => ping) }, backend];
  } catch (error) {
    const text = `Redis does not answer: ${failureText(error)}.`;
    return [{ fact: 'redis', value: null, text, points: REDIS_DOWN_POINTS }, backend];
  }
}

function idempotency(caches: HealthSources['caches']): Finding[] {
  const { answers, bytes, maxBytes, hits, misses } = caches.idempotency();
  return [
    { fact: 'idempotency_fill', value: bytes / maxBytes },
    { fact: 'idempotency_answers', value: answers },
    hitRate('idempotency_hits', hits, misses),
  ];
}

function hitRate(
  fact: 'cache_hits' | 'idempotency_hits',
  hits: number,
  misses: number,
  subject?: string,
): Finding {
  const asked = hits + misses;
  return {
    fact,
    subject,
    value: asked === 0 ? null : hits / asked,
    ...(asked === 0 ? { text: 'not asked yet' } : {}),
  };
}
