import { expect, test } from 'vitest';
import { apiAddress, normalBaseUrl } from './api-address.ts';

test.each([
  ['https://api.openai.com', 'https://api.openai.com/v1'],
  ['https://api.openai.com/', 'https://api.openai.com/v1'],
  ['https://api.openai.com/v1', 'https://api.openai.com/v1'],
  ['https://api.openai.com/v1/', 'https://api.openai.com/v1'],
  ['http://127.0.0.1:11434', 'http://127.0.0.1:11434/v1'],
  ['https://openrouter.ai/api/v1/', 'https://openrouter.ai/api/v1'],
  ['https://example.com/v1beta/openai/', 'https://example.com/v1beta/openai'],
  ['https://example.com/llm', 'https://example.com/llm/v1'],
  ['https://house.openai.azure.com/openai/v1/', 'https://house.openai.azure.com/openai/v1'],
])('%s is %s', (given, expected) => {
  expect(apiAddress(given, 'v1')).toEqual({ url: new URL(expected), query: '', deployment: null });
});

test('an Azure deployment keeps its version in the query and gets none in the path', () => {
  const given = 'https://house.openai.azure.com/openai/deployments/my%20gpt/?api-version=2024-10-21&x=1#top';
  expect(normalBaseUrl(given)).toBe(
    'https://house.openai.azure.com/openai/deployments/my%20gpt?api-version=2024-10-21',
  );
  expect(apiAddress(given, 'v1')).toEqual({
    url: new URL('https://house.openai.azure.com/openai/deployments/my%20gpt'),
    query: '?api-version=2024-10-21',
    deployment: 'my gpt',
  });
});

test.each([
  'https://house.openai.azure.com/openai?api-version=2024-10-21',
  'https://house.openai.azure.com/openai/deployments/gpt-4o',
])('%s is half an Azure address', (given) => {
  expect(() => normalBaseUrl(given)).toThrow(/Azure needs/);
});

test('a password in the address is refused, since it would be shown', () => {
  expect(() => normalBaseUrl('https://ana:secret@example.com/v1')).toThrow(/apiKey/);
});
