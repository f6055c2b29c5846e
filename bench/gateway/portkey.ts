import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Party } from '../parties/processes.ts';

/* Portkey's gateway as a peer. It is installed on demand, outside the project's own dependencies. */

const VERSION = '1.15.2';
const FOLDER = fileURLToPath(
  new URL(`../../node_modules/.cache/signalbox/peers/portkey-${VERSION}/`, import.meta.url),
);
/** The versions it was made with: with newer ones it answers streams with 500. */
const OVERRIDES = { hono: '4.9.7', '@hono/node-server': '1.14.0' };
const START_LIMIT_MS = 20_000;
const TICKS_PER_SECOND = 100;

/** @throws Error when it cannot be installed or does not start */
export async function startPortkey(upstreamUrl: string): Promise<Party> {
  await install();
  const port = await freePort();
  const server = `${FOLDER}node_modules/@portkey-ai/gateway/build/start-server.js`;
  const child = spawn(process.execPath, [server, '--headless', `--port=${port}`], { stdio: 'ignore' });
  const ended = once(child, 'exit');
  const url = `http://127.0.0.1:${port}`;
  await answers(url);
  return {
    name: `Portkey ${VERSION}`,
    url,
    headers: {
      authorization: 'Bearer sk-bench',
      'x-portkey-provider': 'openai',
      'x-portkey-custom-host': `${upstreamUrl}/v1`,
    },
    use: () => Promise.resolve(useOf(child.pid ?? 0)),
    stop: async () => {
      child.kill();
      await ended;
    },
  };
}

async function install(): Promise<void> {
  if (existsSync(`${FOLDER}node_modules/@portkey-ai/gateway`)) return;
  mkdirSync(FOLDER, { recursive: true });
  const dependencies = { '@portkey-ai/gateway': VERSION };
  writeFileSync(
    `${FOLDER}package.json`,
    JSON.stringify({ private: true, dependencies, overrides: OVERRIDES }),
  );
  await promisify(execFile)('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts'], {
    cwd: FOLDER,
  });
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

async function answers(url: string): Promise<void> {
  const until = performance.now() + START_LIMIT_MS;
  while (performance.now() < until) {
    const isUp = await fetch(url).then(
      () => true,
      () => false,
    );
    if (isUp) return;
  }
  throw new Error(`It does not answer at ${url}.`);
}

/** What a process that cannot be asked has used, as Linux counts it. */
function useOf(pid: number) {
  return {
    mainThread: cpuMicros(`/proc/${pid}/task/${pid}/stat`),
    allThreads: cpuMicros(`/proc/${pid}/stat`),
    rssBytes: 4096 * Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]),
  };
}

/** Fields 14 and 15 of stat: time in user and kernel mode, in ticks. The name before may hold blanks. */
function cpuMicros(path: string): number {
  const stat = readFileSync(path, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return ((Number(fields[11]) + Number(fields[12])) * 1e6) / TICKS_PER_SECOND;
}
