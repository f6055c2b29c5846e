import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { UpstreamDirectory } from './upstream-directory.ts';
import type { UpstreamSettings } from './upstream-source.ts';

let server: Server;
let baseUrl: string;
let listed: string[] | null = ['small', 'large'];
let directory: UpstreamDirectory;
const warnings: string[] = [];
const quiet = () => undefined;
const log = {
  debug: quiet,
  info: quiet,
  warn: (message: string) => void warnings.push(message),
  error: quiet,
};

beforeAll(async () => {
  server = createServer((_, response) => {
    const data = listed?.map((id) => ({ id }));
    response.writeHead(listed === null ? 500 : 200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ object: 'list', data }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(async () => {
  await directory.close();
  warnings.length = 0;
  listed = ['small', 'large'];
});
afterAll(() => new Promise<void>((resolve) => server.close(() => resolve())));

function registry(...initial: string[]) {
  const settings = new Map<string, UpstreamSettings>();
  const listeners = new Set<() => void>();
  const add = (name: string, apiKey: string | null = null) => {
    settings.set(name, { name, dialect: 'openai', baseUrl, apiKey });
    for (const listener of listeners) listener();
  };
  const remove = (name: string) => {
    settings.delete(name);
    for (const listener of listeners) listener();
  };
  for (const name of initial) add(name);
  const source = {
    list: () => [...settings.values()],
    get: (name: string) => settings.get(name),
    onChange: (listener: () => void) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
  return { source, add, remove, listeners };
}

test('knows the models of each provider once they are listed; the first added answers a bare name', async () => {
  const { source } = registry('one', 'two');
  directory = new UpstreamDirectory({ source, log });
  expect(directory.models()).toEqual([]);
  await directory.refresh();
  expect(directory.models()).toHaveLength(4);
  expect(directory.withModel('large')?.provider).toBe('one');
  expect(directory.withModel('other')).toBeUndefined();
});

test('follows additions, removals and changed keys', async () => {
  const { source, add, remove } = registry('one');
  directory = new UpstreamDirectory({ source, log });
  const before = directory.get('one');
  add('two');
  expect(directory.get('two')?.url).toBe(`${baseUrl}/v1`);
  expect(directory.get('one')).toBe(before);
  add('one', 'new-key');
  expect(directory.get('one')).not.toBe(before);
  remove('two');
  expect(directory.get('two')).toBeUndefined();
  await directory.refresh();
  expect(directory.withModel('small')?.provider).toBe('one');
});

test('a provider that does not list is warned about, still reachable, and asked again', async () => {
  listed = null;
  const { source } = registry('one');
  directory = new UpstreamDirectory({ source, log });
  await directory.refresh();
  expect(warnings).toEqual(['The models of a provider could not be listed.']);
  expect(directory.get('one')).toBeDefined();
  listed = ['late'];
  await directory.refresh();
  expect(directory.withModel('late')?.provider).toBe('one');
});

test('stops listening when it closes', async () => {
  const { source, listeners } = registry('one');
  directory = new UpstreamDirectory({ source, log });
  await directory.close();
  expect(listeners.size).toBe(0);
});
