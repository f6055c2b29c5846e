import type { HealthSources } from '../health-sources.ts';
import type { Finding, Probe } from '../probe.ts';

/** Fewer calls say nothing of a ratio. */
const MIN_CALLS = 5;

/** How calls through the gateway went. */
export function serviceProbes(service: HealthSources['service']): Probe[] {
  return [
    { component: 'ai_service', name: 'the recent calls', run: () => calls(service) },
    { component: 'ai_service', name: 'the queues for places', run: () => places(service) },
  ];
}

function calls(service: HealthSources['service']): Finding[] {
  const { calls: count, whole, durationP95Ms, overheadP95Ms } = service.recentCalls();
  const isEnough = count >= MIN_CALLS;
  const few = isEnough ? {} : { text: `${count} calls lately: too few to tell` };
  return [
    { fact: 'gateway_calls', value: count },
    { fact: 'gateway_success', value: isEnough ? whole / count : null, ...few },
    { fact: 'gateway_p95', value: isEnough ? durationP95Ms : null, ...few },
    { fact: 'gateway_overhead_p95', value: isEnough ? overheadP95Ms : null, ...few },
  ];
}

function places(service: HealthSources['service']): Finding[] {
  const queues = service.queues();
  const waiting = queues.reduce((sum, queue) => sum + queue.waiting, 0);
  const fills = queues.map((queue) => (queue.capacity === 0 ? 0 : queue.waiting / queue.capacity));
  return [
    { fact: 'places_waiting', value: waiting },
    { fact: 'places_fill', value: Math.max(0, ...fills) },
  ];
}
