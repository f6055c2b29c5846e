import { setTimeout as delay } from 'node:timers/promises';
import type { WorkloadState } from '../../shared/deployment.ts';
import type { Log } from '../log.ts';
import { GatewayClient } from './gateway-client.ts';
import { otlpJson, type Attributes, type FinishedSpan } from './otlp-json.ts';
import type { Scenario, ScenarioContext } from './scenario.ts';
import { allScenarios } from './scenarios/all-scenarios.ts';
import { SeededRandom } from './seeded-random.ts';

export interface SampleWorkloadOptions {
  readonly gatewayUrl: () => string;
  readonly otlpUrl: () => string;
  /** For doors that ask for one; null: they do not. */
  readonly token: string | null;
  readonly log: Log;
  readonly seed?: number;
  readonly scenarios?: readonly Scenario[];
  /** How many scenarios run at a time. */
  readonly concurrency?: number;
}

export interface SampleWorkload {
  /** Does nothing while it runs. */
  start(): void;
  cancel(): void;
  state(): WorkloadState;
  onChange(listener: (state: WorkloadState) => void): () => void;
  /** Resolves when the present run has ended, at once when there is none. */
  ended(): Promise<void>;
}

const IDLE: WorkloadState = {
  state: 'idle',
  total: 0,
  completed: 0,
  failed: 0,
  startedAt: null,
  message: null,
};

/**
 * Applications that call models through the gateway and report to the OTLP door over real HTTP, so that a fresh sandbox
 * shows what it is for. What they say follows from the seed. `failed` counts traces that the doors did not take;
 * failures that belong to the workload (an unknown model, a flaky one) are completed traces.
 */
export function createSampleWorkload(options: SampleWorkloadOptions): SampleWorkload {
  const listeners = new Set<(state: WorkloadState) => void>();
  let state = IDLE;
  let stopper: AbortController | null = null;
  let run: Promise<void> = Promise.resolve();
  const change = (changes: Partial<WorkloadState>) => {
    state = { ...state, ...changes };
    for (const listener of listeners) listener(state);
  };
  return {
    start() {
      if (state.state === 'running') return;
      const scenarios = options.scenarios ?? allScenarios();
      const total = scenarios.reduce((sum, { traces }) => sum + traces, 0);
      stopper = new AbortController();
      change({ ...IDLE, state: 'running', total, startedAt: new Date().toISOString() });
      run = runAll({ ...options, scenarios }, stopper.signal, change, () => state);
    },
    cancel() {
      stopper?.abort();
    },
    state: () => state,
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    ended: () => run,
  };
}

async function runAll(
  options: SampleWorkloadOptions & { scenarios: readonly Scenario[] },
  signal: AbortSignal,
  change: (changes: Partial<WorkloadState>) => void,
  state: () => WorkloadState,
): Promise<void> {
  const waiting = [...options.scenarios.entries()];
  const lane = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined && !signal.aborted; next = waiting.shift()) {
      const [index, scenario] = next;
      try {
        await scenario.run(scenarioContext(options, index, signal));
        change({ completed: state().completed + scenario.traces });
      } catch (cause) {
        if (signal.aborted) return;
        options.log.warn('A scenario of the sample workload could not be sent.', {
          scenario: scenario.name,
          cause,
        });
        const message = cause instanceof Error ? cause.message : String(cause);
        change({ failed: state().failed + scenario.traces, message: `${scenario.name}: ${message}` });
      }
    }
  };
  await Promise.all(Array.from({ length: options.concurrency ?? 4 }, lane));
  if (signal.aborted) change({ state: 'cancelled', message: 'It was cancelled.' });
  else change({ state: state().completed === 0 ? 'failed' : 'done' });
}

function scenarioContext(
  options: SampleWorkloadOptions,
  index: number,
  signal: AbortSignal,
): ScenarioContext {
  const { gatewayUrl, otlpUrl, token, seed = 1 } = options;
  const random = new SeededRandom(seed * 1000 + index);
  return {
    gateway: new GatewayClient({ url: gatewayUrl, token, signal }),
    random,
    work: (leastMs, mostMs) => delay(random.between(leastMs, mostMs), undefined, { signal }),
    send: (resource, spans) => sendSpans({ url: otlpUrl(), token, signal }, resource, spans),
  };
}

async function sendSpans(
  door: { url: string; token: string | null; signal: AbortSignal },
  resource: Attributes,
  spans: readonly FinishedSpan[],
): Promise<void> {
  const response = await fetch(`${door.url}/v1/traces`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(door.token !== null && { authorization: `Bearer ${door.token}` }),
    },
    body: otlpJson(resource, spans),
    signal: door.signal,
  });
  const answer = await response.text();
  if (!response.ok) throw new Error(`The OTLP door answered ${response.status}: ${answer.slice(0, 300)}`);
}
