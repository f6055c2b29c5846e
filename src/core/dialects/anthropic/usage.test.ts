import { expect, test } from 'vitest';
import { NO_USAGE } from '../../../shared/usage.ts';
import { readUsage, writeMessageUsage } from './usage.ts';

test('the cache is outside of input_tokens and inside of ours', () => {
  const usage = readUsage({
    input_tokens: 100,
    cache_read_input_tokens: 1024,
    cache_creation_input_tokens: 300,
    cache_creation: { ephemeral_5m_input_tokens: 100, ephemeral_1h_input_tokens: 200 },
    output_tokens: 20,
    output_tokens_details: { thinking_tokens: 8 },
  });
  expect(usage).toEqual({
    ...NO_USAGE,
    input: 1424,
    cacheRead: 1024,
    cacheWrite: 300,
    cacheWrite1h: 200,
    output: 20,
    reasoning: 8,
  });
  expect(writeMessageUsage(usage)).toMatchObject({
    input_tokens: 100,
    cache_read_input_tokens: 1024,
    cache_creation_input_tokens: 300,
    cache_creation: { ephemeral_5m_input_tokens: 100, ephemeral_1h_input_tokens: 200 },
    output_tokens: 20,
  });
});

test('explicit zeros stay zeros, what is absent stays null', () => {
  expect(readUsage({ input_tokens: 5, output_tokens: 0, cache_read_input_tokens: 0 })).toEqual({
    ...NO_USAGE,
    input: 5,
    output: 0,
    cacheRead: 0,
  });
  expect(readUsage(undefined)).toEqual(NO_USAGE);
});

test('counts of a stream are cumulative: the last ones count, and leave the rest as it was', () => {
  const before = readUsage({ input_tokens: 10, cache_read_input_tokens: 90, output_tokens: 1 });
  expect(readUsage({ output_tokens: 7 }, before)).toMatchObject({ input: 100, cacheRead: 90, output: 7 });
  const again = { input_tokens: 10, cache_read_input_tokens: 90, output_tokens: 8 };
  expect(readUsage(again, before)).toMatchObject({ input: 100, cacheRead: 90, output: 8 });
});
