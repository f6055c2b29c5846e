import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitToDisplays, loadWindowState, parseWindowState, saveWindowState } from './window-state.ts';

const laptop = { x: 0, y: 25, width: 1440, height: 875 };
const second = { x: 1440, y: 0, width: 2560, height: 1440 };
const initial = { bounds: null, maximised: false, theme: 'system' };

describe('the remembered window', () => {
  it('is read back as it was written', () => {
    const folder = mkdtempSync(join(tmpdir(), 'signalbox-window-'));
    const path = join(folder, 'deeper', 'window-state.json');
    const state = {
      bounds: { x: -5, y: 30, width: 1000, height: 700 },
      maximised: true,
      theme: 'dark',
    } as const;
    expect(loadWindowState(path)).toEqual(initial);
    saveWindowState(path, state);
    expect(loadWindowState(path)).toEqual(state);
    expect(readdirSync(join(folder, 'deeper'))).toEqual(['window-state.json']);
    rmSync(folder, { recursive: true });
  });

  it.each(['', '{', 'null', '[]', '{"bounds":{"x":"left"}}', '{"theme":"pink","maximised":3}'])(
    'is as at first when %j is in the file',
    (text) => {
      expect(parseWindowState(text)).toEqual(initial);
    },
  );

  it('keeps the parts that make sense', () => {
    expect(parseWindowState('{"bounds":{"x":1},"theme":"dark"}')).toEqual({ ...initial, theme: 'dark' });
  });
});

describe('where the window opens', () => {
  it('as remembered, also on the second display', () => {
    const bounds = { x: 1600, y: 100, width: 1200, height: 800 };
    expect(fitToDisplays(bounds, [laptop, second])).toEqual(bounds);
  });

  it('centred with its size when that display is gone', () => {
    expect(fitToDisplays({ x: 1600, y: 100, width: 1200, height: 800 }, [laptop])).toEqual({
      width: 1200,
      height: 800,
    });
  });

  it('never larger than the display', () => {
    expect(fitToDisplays({ x: 0, y: 25, width: 9000, height: 9000 }, [laptop])).toMatchObject({
      width: 1440,
      height: 875,
    });
  });

  it('always where its title bar can be grasped', () => {
    const number = fc.integer({ min: -5000, max: 5000 });
    const size = fc.integer({ min: 1, max: 5000 });
    fc.assert(
      fc.property(number, number, size, size, (x, y, width, height) => {
        const fitted = fitToDisplays({ x, y, width, height }, [laptop]);
        if (fitted.x === undefined || fitted.y === undefined) return;
        expect(fitted.y).toBeGreaterThanOrEqual(laptop.y);
        expect(fitted.y).toBeLessThan(laptop.y + laptop.height);
        expect(fitted.x).toBeLessThan(laptop.x + laptop.width);
        expect(fitted.x + (fitted.width ?? 0)).toBeGreaterThan(laptop.x);
      }),
    );
  });
});
