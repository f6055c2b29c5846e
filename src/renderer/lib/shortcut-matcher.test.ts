import { describe, expect, it } from 'vitest';
import { ShortcutMatcher, type KeyPress } from './shortcut-matcher.ts';

const KNOWN = ['Mod+K', '?', '/', 'g o', 'g t'];

function press(key: string, more: Partial<KeyPress> = {}): KeyPress {
  return { key, ctrlKey: false, metaKey: false, altKey: false, typing: false, time: 0, ...more };
}

describe('ShortcutMatcher', () => {
  it('knows single keys and keys held together', () => {
    const matcher = new ShortcutMatcher();
    expect(matcher.match(press('?'), KNOWN)).toBe('?');
    expect(matcher.match(press('k', { ctrlKey: true }), KNOWN)).toBe('Mod+K');
    expect(matcher.match(press('k', { metaKey: true }), KNOWN)).toBe('Mod+K');
  });

  it('knows keys pressed one after the other', () => {
    const matcher = new ShortcutMatcher();
    expect(matcher.match(press('g'), KNOWN)).toBeNull();
    expect(matcher.match(press('t', { time: 300 }), KNOWN)).toBe('g t');
    expect(matcher.match(press('t', { time: 400 }), KNOWN)).toBeNull();
  });

  it('forgets the first key when the second is late or another', () => {
    const matcher = new ShortcutMatcher();
    matcher.match(press('g'), KNOWN);
    expect(matcher.match(press('t', { time: 5_000 }), KNOWN)).toBeNull();
    matcher.match(press('g', { time: 6_000 }), KNOWN);
    expect(matcher.match(press('/', { time: 6_100 }), KNOWN)).toBe('/');
    expect(matcher.match(press('o', { time: 6_200 }), KNOWN)).toBeNull();
  });

  it('leaves typing alone, except for keys with Mod', () => {
    const matcher = new ShortcutMatcher();
    expect(matcher.match(press('/', { typing: true }), KNOWN)).toBeNull();
    expect(matcher.match(press('k', { typing: true, ctrlKey: true }), KNOWN)).toBe('Mod+K');
  });

  it('is not disturbed by Shift, which "?" needs on many keyboards', () => {
    const matcher = new ShortcutMatcher();
    matcher.match(press('g'), KNOWN);
    expect(matcher.match(press('Shift', { time: 50 }), KNOWN)).toBeNull();
    expect(matcher.match(press('o', { time: 100 }), KNOWN)).toBe('g o');
  });
});
