import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { findContrasts } from './find-contrasts.ts';
import { MAX_MARKS, markText } from './mark-text.ts';

const NAMES = new Set(['france', 'germany']);
const contrasts = (left: string, right: string) =>
  findContrasts(markText(left, NAMES), markText(right, NAMES));

describe('contrasts of two texts', () => {
  it.each([
    ['Send the report.', "Don't send the report.", 'negation'],
    ['Send the report.', 'Don’t send the report.', 'negation'],
    ['Explain why it is safe.', 'Explain why it is not safe.', 'negation'],
    ['Show users who paid.', 'Show users who havent paid.', 'negation'],
    ['Delete all files', 'Avoid deleting all files', 'negation'],
    ['Lösche alle Dateien', 'Lösche nicht alle Dateien', 'negation'],
    ['Supprime tous les fichiers', 'Ne supprime pas tous les fichiers', 'negation'],
    ['Everything is included', 'Nothing is included', 'antonym'],
    ['Allow access', 'Refuse access', 'antonym'],
    ['Show the latest version', 'Show the oldest version', 'antonym'],
    ['How do I enable it?', 'How do I disable it?', 'antonym'],
    ['Is this plan feasible today?', 'Is this plan unfeasible today?', 'antonym'],
    ['With sugar, please', 'Without sugar, please', 'antonym'],
    ['Summarize 2023', 'Summarize 2024', 'number'],
    ['Give me five ideas', 'Give me ten ideas', 'number'],
    ['the capital of france', 'the capital of germany', 'name'],
    ['Write to Anna today', 'Write to Peter today', 'name'],
    ['Convert USD to EUR', 'Convert EUR to USD', 'direction'],
    ['Does stress cause insomnia?', 'Does insomnia cause stress?', 'direction'],
  ] as const)('"%s" and "%s" differ in: %s', (left, right, expected) => {
    expect(contrasts(left, right)).toContain(expected);
    expect(contrasts(right, left)).toContain(expected);
  });

  it.each([
    ['How do I reset my password?', 'What are the steps to reset a password?'],
    ['Give me 5 ideas', 'Give me five ideas'],
    ['Sort a list in Python', 'In Python, sort a list'],
    ['TRANSLATE THIS NOW', 'Translate this now'],
    ['What is the capital of France?', 'Name the capital of France'],
  ])('"%s" and "%s" do not', (left, right) => {
    expect(contrasts(left, right)).toEqual([]);
  });

  it('finds none between a text and itself, and the same both ways, whatever the texts', () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 80, unit: 'grapheme' }),
        fc.string({ maxLength: 80 }),
        (left, right) => {
          expect(contrasts(left, left)).toEqual([]);
          expect(contrasts(left, right)).toEqual(contrasts(right, left));
          expect(markText(left.repeat(20), NAMES).length).toBeLessThanOrEqual(MAX_MARKS);
        },
      ),
      { numRuns: 200 },
    );
  });
});
