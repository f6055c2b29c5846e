import { expect, test } from 'vitest';
import { loadTokenizer } from './count-tokens.ts';

test('counts ordinary text as the tokenizer does', async () => {
  const count = await loadTokenizer();
  expect(count('hello world')).toBe(2);
  expect(count('')).toBe(0);
  expect(count('<|endoftext|>')).toBeGreaterThan(1);
});

test('long unbroken runs and huge texts take bounded time', async () => {
  const count = await loadTokenizer();
  for (const text of ['a'.repeat(2_000_000), ' '.repeat(2_000_000), '!'.repeat(2_000_000)]) {
    expect(count(text)).toBeGreaterThan(1000);
  }
});

test('what is not counted is taken to be as dense', async () => {
  const count = await loadTokenizer();
  const text = 'The signal stands at danger. ';
  expect(count(text.repeat(10_000)) / (10 * count(text.repeat(1000)))).toBeCloseTo(1, 1);
});
