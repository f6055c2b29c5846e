import { describe, expect, it } from 'vitest';
import { lineOf } from './log-text.ts';

describe('a log in one line', () => {
  it.each([
    ['text', { body: 'No such order\nat all', eventName: '' }, 'No such order at all'],
    ['an event', { body: null, eventName: 'gen_ai.choice' }, 'gen_ai.choice'],
    ['an event with a body', { body: { index: 0 }, eventName: 'gen_ai.choice' }, 'gen_ai.choice index=0'],
    [
      'a map',
      { body: { a: 'x y', b: [1, 2], c: { d: null }, e: null }, eventName: '' },
      'a="x y" b=[2] c={1} e=null',
    ],
    ['a list', { body: [1, 'two', [3]], eventName: '' }, '1 "two" [1]'],
    ['a number', { body: 7, eventName: '' }, '7'],
    ['nothing', { body: null, eventName: '' }, 'no body'],
  ])('shows %s', (_name, log, line) => {
    expect(lineOf(log)).toBe(line);
  });

  it('is short and harmless, however long and hostile the log is', () => {
    const many = Object.fromEntries(
      Array.from({ length: 100_000 }, (_, index) => [`key ${index}`, 'x'.repeat(20)]),
    );
    for (const body of [
      '\u202e' + 'x'.repeat(2_000_000),
      many,
      Object.keys(many),
      { long: 'x'.repeat(2_000_000) },
    ]) {
      const line = lineOf({ body, eventName: '\u0000'.repeat(1_000_000) });
      expect(line.length).toBeLessThan(700);
      expect(line).not.toContain('\u0000');
      expect(line).not.toContain('\u202e');
    }
  });
});
