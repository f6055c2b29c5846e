import { fork, spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { SignalboxError } from '../../../shared/errors.ts';
import { entryUrl } from '../../threads/index.ts';
import type { ServerOrder, ServerReady } from './proof-servers.ts';

/** Something that answers the calls of the proof, in processes of its own. */
export interface Party {
  readonly name: string;
  readonly url: string;
  stop(): Promise<void>;
}

export async function startServer(name: string, order: ServerOrder): Promise<Party> {
  const child = fork(entryUrl(import.meta.url, './proof-servers.ts'), [], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  child.send(order);
  const [{ url }] = (await orEnd(name, child, once(child, 'message'))) as [ServerReady];
  return { name, url, stop: () => end(child) };
}

const readySchema = z.object({ url: z.string(), gatewayUrl: z.string(), token: z.string() });

/**
 * A whole engine with a database of its own. Without `observes`, what can be switched off is: recorded messages, costs,
 * limits, guards, policies and similarity.
 */
export async function startEngineParty(name: string, upstreamUrl: string, observes: boolean): Promise<Party> {
  const folder = await mkdtemp(join(tmpdir(), 'signalbox-proof-'));
  const keyFile = join(folder, 'key');
  await writeFile(keyFile, randomBytes(32), { mode: 0o600 });
  const flags = ['--data', join(folder, 'data'), '--key-file', keyFile, '--json', '--log-level', 'error'];
  const ports = ['--port', '0', '--gateway-port', '0', '--otlp-port', '0'];
  const entry = fileURLToPath(entryUrl(import.meta.url, '../../server.ts'));
  const child = spawn(
    process.execPath,
    [entry, ...flags, ...ports, ...(observes ? [] : ['--no-record-content'])],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const stop = async () => {
    await end(child);
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const [line] = (await orEnd(name, child, once(createInterface({ input: child.stdout }), 'line'))) as [
      string,
    ];
    const ready = readySchema.parse(JSON.parse(line));
    await setUp(ready, upstreamUrl, observes);
    return { name, url: ready.gatewayUrl, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function setUp(
  ready: z.infer<typeof readySchema>,
  upstreamUrl: string,
  observes: boolean,
): Promise<void> {
  const put = (path: string, body: object, method = 'PUT') => rest(ready, method, path, body);
  await put(
    '/providers',
    { name: 'openai', dialect: 'openai', baseUrl: `${upstreamUrl}/v1`, apiKey: 'proof' },
    'POST',
  );
  if (observes) return;
  for (const flag of [
    'track_model_costs',
    'enable_rate_limiting',
    'enable_similarity_logging',
    'enable_policy_engine',
  ])
    await put(`/flags/${flag}`, { value: false });
  for (const guard of ['pii', 'secrets', 'abuse']) {
    const { settings } = z
      .object({ settings: z.looseObject({}) })
      .parse(await rest(ready, 'GET', `/guards/${guard}`));
    await put(`/guards/${guard}`, { ...settings, enabled: false });
  }
}

async function rest(
  { url, token }: z.infer<typeof readySchema>,
  method: string,
  path: string,
  body?: object,
) {
  const answer = await fetch(`${url}/api/v1${path}`, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw failed(`${method} ${path} answered ${answer.status}: ${await answer.text()}`);
  return answer.json();
}

/** What is waited for, or an error when the process ends before. */
async function orEnd<T>(name: string, child: ChildProcess, wanted: Promise<T>): Promise<T> {
  const early = once(child, 'exit').then(() => Promise.reject(failed(`${name} ended before it was ready`)));
  // Once it was ready, its end is no fault.
  early.catch(() => undefined);
  return Promise.race([wanted, early]);
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}

function failed(reason: string): SignalboxError {
  return new SignalboxError('LOAD_GENERATOR_FAILED', { reason });
}
