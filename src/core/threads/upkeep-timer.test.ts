import { afterEach, expect, it } from 'vitest';
import { UpkeepTimer } from './upkeep-timer.ts';

const PACE = { checkMs: 60_000, pauseMs: 1 };

let timer: UpkeepTimer | null = null;
afterEach(() => timer?.stop());

it('comes back soon while there is more to do', async () => {
  let slices = 0;
  timer = new UpkeepTimer(() => ++slices < 3, PACE);
  await expect.poll(() => slices).toBe(3);
  expect(timer.takeFailure()).toBeNull();
});

it('outlives a failure and tells of it once', async () => {
  let slices = 0;
  timer = new UpkeepTimer(() => {
    slices += 1;
    throw new Error('disk full');
  }, PACE);
  await expect.poll(() => slices).toBe(1);
  expect(timer.takeFailure()).toBe('disk full');
  expect(timer.takeFailure()).toBeNull();
});
