import { describe, expect, it } from 'vitest';
import { DrawQueue } from './draw-queue.ts';

/** A queue whose frames and clock are moved by hand. */
function queueByHand() {
  let now = 0;
  let frame: (() => void) | null = null;
  const drawn: string[] = [];
  const queue = new DrawQueue(
    (run) => (frame = run),
    () => now,
  );
  return {
    drawn,
    add: (name: string, ms: number) =>
      queue.add(() => {
        drawn.push(name);
        now += ms;
      }),
    fail: () =>
      queue.add(() => {
        throw new Error('not drawn');
      }),
    nextFrame: () => {
      const run = frame;
      frame = null;
      run?.();
      return run !== null;
    },
  };
}

describe('DrawQueue', () => {
  it('draws as many a frame as its time allows', () => {
    const { drawn, add, nextFrame } = queueByHand();
    add('a', 3);
    add('b', 6);
    add('c', 20);
    add('d', 1);
    nextFrame();
    expect(drawn).toEqual(['a', 'b']);
    nextFrame();
    expect(drawn).toEqual(['a', 'b', 'c']);
    nextFrame();
    expect(drawn).toEqual(['a', 'b', 'c', 'd']);
    expect(nextFrame()).toBe(false);
  });

  it('does not draw what was taken back', () => {
    const { drawn, add, nextFrame } = queueByHand();
    add('a', 1)();
    add('b', 1);
    nextFrame();
    expect(drawn).toEqual(['b']);
  });

  it('goes on after one that fails', () => {
    const { drawn, add, fail, nextFrame } = queueByHand();
    fail();
    add('b', 1);
    expect(nextFrame).toThrow('not drawn');
    nextFrame();
    expect(drawn).toEqual(['b']);
  });
});
