import { afterEach, expect, it } from 'vitest';
import { RetentionTimer } from './retention-timer.ts';

let timer: RetentionTimer | null = null;
afterEach(() => timer?.stop());

it('comes back soon while there is more to remove', async () => {
  let slices = 0;
  timer = new RetentionTimer({ slice: () => ++slices < 3 });
  await expect.poll(() => slices).toBe(3);
  expect(timer.takeFailure()).toBeNull();
});

it('outlives a failure and tells of it once', async () => {
  let slices = 0;
  timer = new RetentionTimer({
    slice: () => {
      slices += 1;
      throw new Error('disk full');
    },
  });
  await expect.poll(() => slices).toBe(1);
  expect(timer.takeFailure()).toBe('disk full');
  expect(timer.takeFailure()).toBeNull();
});
