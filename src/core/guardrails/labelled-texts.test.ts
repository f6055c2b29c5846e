import { describe, expect, it } from 'vitest';
import { piiMatcher } from './pii/index.ts';
import { secretsMatcher } from './secrets/index.ts';
import { coverMatches, joinMatchers } from './text-matcher.ts';
import { NEGATIVES, POSITIVES } from './testing/labelled-texts.ts';

const matcher = joinMatchers([piiMatcher, secretsMatcher]);
const find = (text: string) =>
  coverMatches(matcher.scan(text, true).matches).map(({ kind, start, end }) => ({
    kind,
    text: text.slice(start, end),
  }));

describe('personal data and secrets of the labelled list', () => {
  it('has enough of both', () => {
    expect(POSITIVES.length).toBeGreaterThanOrEqual(60);
    expect(NEGATIVES.length).toBeGreaterThanOrEqual(60);
  });

  it.each(POSITIVES)('%s: %s', (kind, marked) => {
    const [before = '', hidden = '', after = ''] = marked.split('|');
    expect(find(before + hidden + after)).toContainEqual({ kind, text: hidden });
  });

  it.each(NEGATIVES)('nothing: %s', (text) => {
    expect(find(text)).toEqual([]);
  });
});
