import { array, assert, asyncProperty, constantFrom, integer, record } from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FairQueue, NoPlace, type Release } from './fair-queue.ts';

const NEVER = new AbortController().signal;
const rules = { places: 1, capacity: 100, timeoutMs: 10_000 };

/** Enters and notes in what order the calls got in; each gives its place back when told. */
class Stand {
  readonly entered: string[] = [];
  readonly refused: string[] = [];
  readonly held: Release[] = [];
  readonly queue: FairQueue;
  most = 0;

  constructor(queue: FairQueue) {
    this.queue = queue;
  }

  call(group: string, hangUp: AbortSignal = NEVER): void {
    const take = (release: Release) => {
      this.entered.push(group);
      this.held.push(release);
      this.most = Math.max(this.most, this.queue.running);
    };
    const refuse = (error: unknown) => {
      this.refused.push(error instanceof NoPlace ? `${group} ${error.refusal}` : String(error));
    };
    try {
      const place = this.queue.enter(group, hangUp);
      if (place instanceof Promise) place.then(take, refuse);
      else take(place);
    } catch (error) {
      refuse(error);
    }
  }

  async leave(): Promise<void> {
    this.held.shift()?.();
    await Promise.resolve();
    await Promise.resolve();
  }
}

describe('the fair queue', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('gives groups their turns, whatever one of them has sent before', async () => {
    const stand = new Stand(new FairQueue(rules));
    stand.call('first');
    for (let call = 0; call < 5; call += 1) stand.call('greedy');
    stand.call('small');
    stand.call('other');
    for (let call = 0; call < 8; call += 1) await stand.leave();
    expect(stand.entered).toEqual(['first', 'greedy', 'small', 'other', ...Array<string>(4).fill('greedy')]);
  });

  it('never runs more than it has places, and lets in or refuses every call', async () => {
    const steps = array(
      record({ act: constantFrom('call', 'call', 'leave'), group: constantFrom('a', 'b', 'c') }),
      { maxLength: 80 },
    );
    const limits = [integer({ min: 1, max: 4 }), integer({ min: 0, max: 6 })] as const;
    await assert(
      asyncProperty(...limits, steps, async (places, capacity, acts) => {
        const stand = new Stand(new FairQueue({ places, capacity, timeoutMs: 10_000 }));
        for (const { act, group } of acts) {
          if (act === 'call') stand.call(group);
          else await stand.leave();
          expect(stand.queue.running).toBeLessThanOrEqual(places);
          expect(stand.queue.waiting).toBeLessThanOrEqual(capacity);
          if (stand.queue.waiting > 0) expect(stand.queue.running).toBe(places);
        }
        while (stand.held.length > 0) await stand.leave();
        const calls = acts.filter(({ act }) => act === 'call').length;
        expect(stand.entered.length + stand.refused.length).toBe(calls);
        expect(stand.queue.isIdle).toBe(true);
        expect(stand.most).toBeLessThanOrEqual(places);
      }),
      { numRuns: 500 },
    );
  });

  it('starves nobody: between two turns of a waiting group each other group has at most one', async () => {
    const groups = array(constantFrom('a', 'b', 'c', 'd'), { minLength: 2, maxLength: 40 });
    await assert(
      asyncProperty(groups, async (calls) => {
        const stand = new Stand(new FairQueue(rules));
        stand.call('first');
        for (const group of calls) stand.call(group);
        while (stand.held.length > 0) await stand.leave();
        const order = stand.entered.slice(1);
        for (const group of new Set(calls)) {
          const turns = order.flatMap((name, at) => (name === group ? [at] : []));
          turns.forEach((at, index) => {
            const between = order.slice((turns[index - 1] ?? -1) + 1, at);
            expect(new Set(between).size).toBe(between.length);
          });
        }
      }),
      { numRuns: 500 },
    );
  });

  it('makes room for a group with less when it is full, and refuses when there is none', async () => {
    const stand = new Stand(new FairQueue({ ...rules, capacity: 3 }));
    stand.call('first');
    for (let call = 0; call < 4; call += 1) stand.call('greedy');
    await Promise.resolve();
    expect(stand.refused).toEqual(['greedy full']);
    stand.call('small');
    await Promise.resolve();
    expect(stand.refused).toEqual(['greedy full', 'greedy full']);
    for (let call = 0; call < 4; call += 1) await stand.leave();
    expect(stand.entered).toEqual(['first', 'greedy', 'small', 'greedy']);
  });

  it('drops those whose deadline passed or who hung up', async () => {
    const stand = new Stand(new FairQueue(rules));
    const caller = new AbortController();
    stand.call('first');
    stand.call('gone', caller.signal);
    stand.call('late');
    caller.abort();
    await vi.advanceTimersByTimeAsync(9_999);
    expect(stand.refused).toEqual(['gone cancelled']);
    await vi.advanceTimersByTimeAsync(1);
    expect(stand.refused).toEqual(['gone cancelled', 'late late']);
    await stand.leave();
    expect(stand.queue.isIdle).toBe(true);
  });
});
