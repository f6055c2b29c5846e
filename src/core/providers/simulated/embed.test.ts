import { expect, test } from 'vitest';
import { embed } from './embed.ts';

const vector = (text: string, length = 1536) => embed('1', text, 1536, length);

function cosine(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0);
}

test.each([[''], ['a'], ['The signal box of Bern'], ['x'.repeat(10_000)]])('%# is a unit vector', (text) => {
  expect(cosine(vector(text), vector(text))).toBeCloseTo(1, 5);
  expect(cosine(vector(text, 256), vector(text, 256))).toBeCloseTo(1, 5);
});

test('it follows from key and text alone', () => {
  expect(vector('same words')).toEqual(vector('same words'));
  expect(vector('same words')).not.toEqual(embed('2', 'same words', 1536, 1536));
});

test('texts that share words lie closer together than those that do not', () => {
  const question = vector('How does a railway signal box work?');
  const near = cosine(question, vector('The signal box of the railway sets the routes'));
  const far = cosine(question, vector('A recipe for bread with butter and honey'));
  expect(near).toBeGreaterThan(0.3);
  expect(Math.abs(far)).toBeLessThan(0.15);
});

test('a shorter vector points where the beginning of the long one does', () => {
  const long = vector('some words about trains').subarray(0, 512);
  const short = vector('some words about trains', 512);
  const norm = Math.sqrt(cosine(long, long));
  expect(cosine(long, short) / norm).toBeCloseTo(1, 5);
});
