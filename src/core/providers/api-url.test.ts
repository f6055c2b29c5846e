import { expect, test } from 'vitest';
import { apiUrl } from './api-url.ts';

test.each([
  ['https://api.openai.com', 'https://api.openai.com/v1'],
  ['https://api.openai.com/', 'https://api.openai.com/v1'],
  ['https://api.openai.com/v1', 'https://api.openai.com/v1'],
  ['https://api.openai.com/v1/', 'https://api.openai.com/v1'],
  ['http://127.0.0.1:11434', 'http://127.0.0.1:11434/v1'],
  ['https://openrouter.ai/api/v1/', 'https://openrouter.ai/api/v1'],
  ['https://example.com/v1beta/openai/', 'https://example.com/v1beta/openai'],
  ['https://example.com/llm', 'https://example.com/llm/v1'],
])('%s is %s', (given, expected) => {
  expect(apiUrl(given, 'v1').href).toBe(expected);
});
