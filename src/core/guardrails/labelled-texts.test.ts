import { describe, expect, it } from 'vitest';
import { PII_KINDS, SECRET_KINDS } from '../../shared/guard/index.ts';
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

  it('is of kinds that are listed, and has one of every kind of personal data', () => {
    const kinds = new Set(POSITIVES.map(([kind]) => kind));
    expect([...PII_KINDS, ...SECRET_KINDS]).toEqual(expect.arrayContaining([...kinds]));
    expect([...kinds]).toEqual(expect.arrayContaining([...PII_KINDS]));
  });

  it.each(POSITIVES)('%s: %s', (kind, marked) => {
    const [before = '', hidden = '', after = ''] = marked.split('|');
    expect(find(before + hidden + after)).toContainEqual({ kind, text: hidden });
  });

  it.each(NEGATIVES)('nothing: %s', (text) => {
    expect(find(text)).toEqual([]);
  });
});
