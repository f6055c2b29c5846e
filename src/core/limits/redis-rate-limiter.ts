import { once } from 'node:events';
import { Redis } from 'ioredis';
import { z } from 'zod';
import type { BucketName, RateCheck, RateCorrection, RateLimiter, RateOutcome } from './rate-limiter.ts';
import { CORRECT_SCRIPT, TAKE_SCRIPT } from './redis-scripts.ts';

const COMMAND_TIMEOUT_MS = 250;
const LONGEST_RECONNECT_MS = 2_000;

const outcomeSchema = z.tuple([z.union([z.literal(0), z.literal(1)]), z.number()]).rest(z.number());

/** Buckets that several engines share. One round trip a call; it fails at once while Redis cannot be reached. */
export class RedisRateLimiter implements RateLimiter {
  readonly #redis: Redis;

  constructor(url: string) {
    this.#redis = new Redis(url, {
      enableOfflineQueue: false,
      maxRetriesPerRequest: 0,
      commandTimeout: COMMAND_TIMEOUT_MS,
      connectTimeout: 2_000,
      retryStrategy: (attempt) => Math.min(50 * 2 ** Math.min(attempt, 10), LONGEST_RECONNECT_MS),
    });
    // Each command that fails says so to its caller, who falls back and logs the change once.
    this.#redis.on('error', () => undefined);
  }

  get connected(): boolean {
    return this.#redis.status === 'ready';
  }

  /** Resolves when Redis can be used, or after `withinMs` when it cannot. */
  async ready(withinMs: number): Promise<void> {
    if (this.connected) return;
    await once(this.#redis, 'ready', { signal: AbortSignal.timeout(withinMs) }).catch(() => undefined);
  }

  /** @throws what ioredis says when Redis does not answer */
  async ping(): Promise<void> {
    if (!this.connected) throw new Error('it is not connected');
    await this.#redis.ping();
  }

  async take(checks: readonly RateCheck[]): Promise<RateOutcome> {
    const answer = await this.#run(
      TAKE_SCRIPT,
      checks,
      checks.flatMap(({ step, tolerance }) => [step, tolerance]),
    );
    const [allowed, now, ...ahead] = outcomeSchema.parse(answer);
    return { allowed: allowed === 1, ahead, now };
  }

  async correct(corrections: readonly RateCorrection[]): Promise<void> {
    await this.#run(
      CORRECT_SCRIPT,
      corrections,
      corrections.flatMap(({ delta, reservedUntil }) => [delta, reservedUntil]),
    );
  }

  close(): void {
    this.#redis.disconnect();
  }

  /** EVAL with the whole text costs Redis a hash of 1 kB; EVALSHA would need a second round trip after its restart. */
  #run(script: string, buckets: readonly BucketName[], args: readonly number[]) {
    const keys = buckets.map(({ name, subject }) => `{signalbox}:limit:${name}:${subject}`);
    return this.#redis.eval(script, keys.length, ...keys, ...args);
  }
}
