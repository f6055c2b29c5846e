import { expect, it } from 'vitest';
import { readSource } from './source-problems.ts';

it('reads what was typed, without a token where there is none', () => {
  expect(readSource({ name: ' prod ', url: 'https://prom.example.com ', token: '' })).toEqual({
    source: { name: 'prod', url: 'https://prom.example.com' },
    problems: {},
  });
  expect(readSource({ name: 'a', url: 'http://x', token: 't' }).source?.bearerToken).toBe('t');
});

it.each([
  [{ name: '', url: 'ftp://x' }, ['name', 'url']],
  [{ name: 'local', url: 'http://x' }, ['name']],
  [{ name: 'ok', url: 'prometheus:9090' }, ['url']],
])('says what is wrong with %j', (typed, fields) => {
  const { source, problems } = readSource({ ...typed, token: '' });
  expect(source).toBeNull();
  expect(Object.keys(problems)).toEqual(fields);
});
