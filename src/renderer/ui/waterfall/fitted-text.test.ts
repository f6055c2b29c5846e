import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FittedText } from './fitted-text.ts';

describe('FittedText', () => {
  it('shows as much of a text as there is room for', () => {
    const texts = new FittedText((text) => text.length * 10);
    expect(texts.fit('invoke_agent', 120)).toBe('invoke_agent');
    expect(texts.fit('invoke_agent', 70)).toBe('invoke…');
    expect(texts.fit('invoke agent', 80)).toBe('invoke…');
    expect(texts.fit('invoke_agent', 0)).toBe('…');
  });

  it('is never wider than its room, if an ellipsis is not', () => {
    const texts = new FittedText((text) => text.length);
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 1, max: 50 }), (text, width) => {
        expect(texts.fit(text, width).length).toBeLessThanOrEqual(width);
      }),
    );
  });
});
