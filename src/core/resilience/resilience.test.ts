import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { SignalboxError } from '../../shared/errors.ts';
import { DEFAULT_RETRY, type RetrySettings } from '../../shared/route.ts';
import { BACKOFF_BASE_MS, decorrelatedJitter } from './backoff.ts';
import { Resilience, type AttemptContext } from './resilience.ts';
import { FAILURES_TO_OPEN, PROBE_AFTER_MS } from './target-guard.ts';
import { UpstreamRefusal } from './upstream-refusal.ts';

const A = { name: 'acme/a' };
const B = { name: 'beta/b' };
const down = () => new SignalboxError('PROVIDER_UNREACHABLE', { provider: 'acme', reason: 'refused.' });
const refusal = (status: number, retryAfterMs: number | null = null) =>
  new UpstreamRefusal({
    status,
    headers: {},
    body: Buffer.alloc(0),
    error: { type: 'x', message: 'no', retryAfterMs, canHeal: null },
  });

// cockatiel reads the time from Date, so that is what tests set.
beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now: 1_000_000 }));
afterEach(() => void vi.useRealTimers());

/** Runs calls whose attempts end as `script` says, without waiting for anything. */
function bench() {
  const waits: number[] = [];
  const skipped: string[] = [];
  const attempts: (Omit<AttemptContext, 'begun'> & { target: string })[] = [];
  const resilience = new Resilience({
    now: () => Date.now(),
    random: () => 0.5,
    wait: (ms, signal) => {
      signal.throwIfAborted();
      waits.push(ms);
      vi.setSystemTime(Date.now() + ms);
      return Promise.resolve();
    },
  });
  const run = (
    targets: { name: string }[],
    script: (target: string, context: AttemptContext) => Promise<string> | string,
    retry: RetrySettings = DEFAULT_RETRY,
    signal = new AbortController().signal,
  ) =>
    resilience.run({
      targets,
      retry,
      signal,
      skipped: (target) => skipped.push(target.name),
      waiting: (wait) => wait,
      attempt: async (target, context) => {
        const { number, reason, waitedMs } = context;
        attempts.push({ target: target.name, number, reason, waitedMs });
        return await script(target.name, context);
      },
    });
  return { resilience, run, waits, skipped, attempts };
}

const fail = (error: Error) => () => Promise.reject(error);

describe('retries', () => {
  test('one after a failure that heals, with its reason and wait', async () => {
    const { run, attempts, waits } = bench();
    const answer = await run([A], (_, { number }) => (number === 1 ? Promise.reject(down()) : 'fine'));
    expect(answer).toBe('fine');
    expect(waits).toEqual([2 * BACKOFF_BASE_MS]);
    expect(attempts).toEqual([
      { target: A.name, number: 1, reason: null, waitedMs: 0 },
      {
        target: A.name,
        number: 2,
        reason: 'retried after The provider acme could not be reached: refused.',
        waitedMs: 2 * BACKOFF_BASE_MS,
      },
    ]);
  });

  test('wait exactly as long as the provider asks', async () => {
    const { run, waits } = bench();
    await run([A], (_, { number }) => (number === 1 ? Promise.reject(refusal(429, 3_210)) : 'fine'));
    expect(waits).toEqual([3_210]);
  });

  test('wait by themselves when the provider asks for nothing: 0 is no time', async () => {
    const { run, waits } = bench();
    await run([A], (_, { number }) => (number === 1 ? Promise.reject(refusal(429, 0)) : 'fine'));
    expect(waits).toEqual([2 * BACKOFF_BASE_MS]);
  });

  test('none when the provider asks for more than the caller would wait; its own answer goes on', async () => {
    const { run, waits, attempts } = bench();
    const asked = refusal(429, 7_000);
    await expect(run([A], fail(asked))).rejects.toBe(asked);
    expect(waits).toEqual([]);
    expect(attempts).toHaveLength(1);
  });

  test('none after the first byte, for a wrong request, or for a caller who hung up', async () => {
    const { run, attempts } = bench();
    const begun = (_: string, context: AttemptContext) => {
      context.begun();
      return Promise.reject(down());
    };
    await expect(run([A, B], begun)).rejects.toMatchObject({ code: 'PROVIDER_UNREACHABLE' });
    await expect(run([A, B], fail(refusal(400)))).rejects.toMatchObject({ status: 400 });
    const hungUp = AbortSignal.abort(new Error('hung up'));
    await expect(run([A, B], fail(down()), DEFAULT_RETRY, hungUp)).rejects.toThrow('hung up');
    expect(attempts).toHaveLength(2);
  });

  test('never multiply an outage: over many calls at most a fifth more, and ten in stock', async () => {
    const { run, attempts } = bench();
    const calls = 200;
    // 409 heals, but does not open the circuit, so that only the budget holds retries back.
    for (let i = 0; i < calls; i++) {
      await expect(run([A], fail(refusal(409)), { attempts: 5, maxWaitMs: 10 })).rejects.toThrow();
    }
    expect(attempts.length - calls).toBeLessThanOrEqual(10 + calls / 5);
    expect(attempts.length - calls).toBeGreaterThan(10);
  });

  test('waits lie between the base and three times the one before, below the cap', () => {
    const share = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
    fc.assert(
      fc.property(fc.array(share, { minLength: 1, maxLength: 20 }), (shares) => {
        let wait = 0;
        for (const one of shares) {
          const next = decorrelatedJitter(wait, 8_000, () => one);
          expect(next).toBeGreaterThanOrEqual(BACKOFF_BASE_MS);
          expect(next).toBeLessThanOrEqual(Math.min(8_000, Math.max(BACKOFF_BASE_MS, wait * 3)));
          wait = next;
        }
      }),
    );
  });
});

describe('fallback', () => {
  test('goes to the next target when the first does not heal, and says from where', async () => {
    const { run, attempts } = bench();
    const answer = await run([A, B], (target) =>
      target === A.name ? Promise.reject(refusal(401)) : 'from b',
    );
    expect(answer).toBe('from b');
    expect(attempts.map(({ target, number, reason }) => [target, number, reason])).toEqual([
      [A.name, 1, null],
      [B.name, 2, 'fell back from acme/a: 401 x'],
    ]);
  });

  test('the last failure is what the caller is told', async () => {
    const { run } = bench();
    const last = refusal(429, 60_000);
    const answer = run([A, B], (target) => Promise.reject(target === A.name ? down() : last));
    await expect(answer).rejects.toBe(last);
  });
});

describe('a target that cannot be asked this', () => {
  const unsupported = () => new SignalboxError('FIELD_UNSUPPORTED', { param: 'logprobs' });

  test('is skipped, and hides nothing of what another answered', async () => {
    const one = bench();
    const busy = refusal(503);
    const answer = one.run([A, B], (target) => Promise.reject(target === A.name ? busy : unsupported()), {
      attempts: 1,
      maxWaitMs: 0,
    });
    await expect(answer).rejects.toBe(busy);
    expect(one.skipped).toEqual([B.name]);
    const next = await one.run([A, B], (target, { number }) =>
      target === A.name ? Promise.reject(unsupported()) : `attempt ${number}`,
    );
    expect(next).toBe('attempt 1');
  });

  test('is what the caller is told where there is no other', async () => {
    await expect(bench().run([A], fail(unsupported()))).rejects.toMatchObject({ code: 'FIELD_UNSUPPORTED' });
  });
});

describe('the circuit breaker', () => {
  async function open(one: ReturnType<typeof bench>) {
    for (let i = 0; i < FAILURES_TO_OPEN; i++) {
      await expect(one.run([A], fail(down()), { attempts: 1, maxWaitMs: 0 })).rejects.toThrow();
    }
  }

  test('opens after failures in a row: the target is skipped, alone it is a 503 that says until when', async () => {
    const one = bench();
    await open(one);
    expect(one.resilience.health()).toMatchObject([{ target: A.name, state: 'open', running: 0 }]);
    expect(await one.run([A, B], (target) => target)).toBe(B.name);
    expect(one.skipped).toEqual([A.name]);
    const refused = one.run([A], () => 'not called');
    await expect(refused).rejects.toMatchObject({ code: 'TARGET_OPEN', details: { seconds: 5 } });
  });

  test('lets one probe through, waits longer after each that fails, and closes at a first byte', async () => {
    const one = bench();
    await open(one);
    vi.setSystemTime(Date.now() + PROBE_AFTER_MS[0]);
    await expect(one.run([A], fail(down()), { attempts: 1, maxWaitMs: 0 })).rejects.toThrow('reached');
    await expect(one.run([A], () => 'no')).rejects.toMatchObject({ details: { seconds: 10 } });

    vi.setSystemTime(Date.now() + PROBE_AFTER_MS[1]);
    const end = Promise.withResolvers<string>();
    const started = Promise.withResolvers<() => void>();
    const probe = one.run([A], (_, { begun }) => {
      started.resolve(begun);
      return end.promise;
    });
    const begun = await started.promise;
    expect(one.resilience.health()[0]?.state).toBe('half_open');
    await expect(one.run([A], () => 'no')).rejects.toMatchObject({ code: 'TARGET_OPEN' });
    begun();
    await vi.waitFor(() => expect(one.resilience.health()[0]?.state).toBe('closed'), 60_000);
    expect(await one.run([A], () => 'others pass meanwhile')).toBe('others pass meanwhile');
    end.resolve('the probe');
    expect(await probe).toBe('the probe');
  });

  test('of calls that come at once when it may be probed, one is the probe and the others do not wait for it', async () => {
    const one = bench();
    await open(one);
    vi.setSystemTime(Date.now() + PROBE_AFTER_MS[0]);
    const end = Promise.withResolvers<string>();
    const calls = [1, 2, 3].map(() => one.run([A], () => end.promise));
    const refused = await Promise.race([
      Promise.allSettled(calls.slice(1)),
      new Promise(setImmediate).then(() => 'they wait'),
    ]);
    expect(refused).toMatchObject([{ reason: { code: 'TARGET_OPEN' } }, { reason: { code: 'TARGET_OPEN' } }]);
    end.resolve('the probe');
    expect(await calls[0]).toBe('the probe');
  });

  test('a probe that is broken off does not close it', async () => {
    const one = bench();
    await open(one);
    vi.setSystemTime(Date.now() + PROBE_AFTER_MS[0]);
    await expect(one.run([A], fail(new Error('hung up')))).rejects.toThrow('hung up');
    expect(one.resilience.health()[0]?.state).toBe('open');
  });

  test('is not opened by limits or wrong requests', async () => {
    const one = bench();
    for (const status of [400, 401, 429, 429, 404, 422, 429, 429]) {
      await expect(one.run([A], fail(refusal(status, 60_000)))).rejects.toThrow();
    }
    expect(one.resilience.health()[0]?.state).toBe('closed');
  });
});
