import { expect, it, vi } from 'vitest';
import { SlowConsoles } from './slow-consoles.ts';

it('hangs up on a console that stays behind, not on one that catches up', () => {
  const waiting = (bytes: number) => ({ bufferedAmount: bytes, terminate: vi.fn() });
  const stuck = waiting(2 ** 28);
  const quick = waiting(2 ** 20);
  const catching = waiting(2 ** 28);
  const onDrop = vi.fn();
  const consoles = new SlowConsoles(() => [stuck, quick, catching], onDrop);
  consoles.check();
  expect(onDrop).not.toHaveBeenCalled();
  catching.bufferedAmount = 0;
  consoles.check();
  consoles.close();
  expect(stuck.terminate).toHaveBeenCalledTimes(1);
  expect(quick.terminate).not.toHaveBeenCalled();
  expect(catching.terminate).not.toHaveBeenCalled();
  expect(onDrop).toHaveBeenCalledTimes(1);
});
