import { setTimeout as sleep } from 'node:timers/promises';
import { SignalboxError } from '../../../shared/errors.ts';
import type { SimulatedModel } from '../../../shared/provider.ts';
import type { WireAnswer } from './wire.ts';
import { DONE, chunkBytes, errorEventBytes, usageBytes } from './wire.ts';

/** Shorter waits are skipped: a timer would make them longer. */
const LEAST_WAIT_MS = 1;

export interface StreamPlan {
  answer: WireAnswer;
  includeUsage: boolean;
  fault: SimulatedModel['streamFault'];
  tokensPerSecond: number;
  /** How long a stalled stream is silent before it counts as dead. */
  stallMs: number;
  provider: string;
  signal: AbortSignal;
}

/** The bytes of a simulated stream, in its own time, with its fault about half way. */
export async function* playStream(plan: StreamPlan): AsyncGenerator<Uint8Array> {
  const { answer, includeUsage, fault, signal } = plan;
  const startedAt = performance.now();
  // Writing the chunks is the upstream's work: it begins only while the caller waits for them.
  await waitUntil(startedAt, signal);
  const chunks = chunkBytes(answer, includeUsage);
  const breaksAt = ['none', 'no_usage'].includes(fault) ? Infinity : Math.ceil(chunks.length / 2);
  const duration = (answer.usage.completion_tokens / plan.tokensPerSecond) * 1000;
  for (const [index, chunk] of chunks.entries()) {
    if (index === breaksAt) {
      yield* breakOff(plan, chunk);
      return;
    }
    await waitUntil(startedAt + (duration * index) / chunks.length, signal);
    yield chunk;
  }
  if (includeUsage && fault !== 'no_usage') yield usageBytes(answer);
  yield DONE;
}

/** How a faulty stream ends. */
async function* breakOff(plan: StreamPlan, next: Uint8Array): AsyncGenerator<Uint8Array> {
  const { fault, provider, stallMs, signal } = plan;
  if (fault === 'error_event') yield errorEventBytes();
  if (fault === 'malformed') yield Buffer.from('data: {"id": "chatcmpl-broken", "choices": [{"delta"\n\n');
  if (fault === 'stall') {
    await sleep(stallMs, undefined, { signal });
    throw new SignalboxError('PROVIDER_STREAM_STALLED', { provider, seconds: stallMs / 1000 });
  }
  if (fault === 'cut') {
    yield next.subarray(0, Math.ceil(next.length / 2));
    throw new SignalboxError('PROVIDER_STREAM_CUT', { provider, reason: 'the connection was closed.' });
  }
}

/** Waits until `performance.now()` reaches `at`. Rejects with an AbortError when the caller hangs up. */
export async function waitUntil(at: number, signal: AbortSignal): Promise<void> {
  const wait = at - performance.now();
  if (wait >= LEAST_WAIT_MS) await sleep(wait, undefined, { signal });
  else signal.throwIfAborted();
}
