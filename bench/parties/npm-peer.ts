import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const FOLDER = new URL('../../node_modules/.cache/signalbox/peers/', import.meta.url);
/** What the peers were made with: with newer versions they answer with 500. */
const OVERRIDES = { hono: '4.9.7', '@hono/node-server': '1.14.0' };
const START_LIMIT_MS = 30_000;

export interface NpmPeer {
  readonly url: string;
  readonly pid: number;
  readonly stop: () => Promise<void>;
}

export interface NpmPeerOptions {
  readonly packageName: string;
  readonly version: string;
  /** What to run of the package. */
  readonly entry: string;
  readonly args: (port: number) => string[];
}

/**
 * Starts a server from npm on a port of its own. It is installed on demand, outside the project's own dependencies.
 * @throws Error when it cannot be installed or does not start
 */
export async function startNpmPeer({ packageName, version, entry, args }: NpmPeerOptions): Promise<NpmPeer> {
  const home = await installPeer(packageName, version);
  const port = await freePort();
  const child = spawn(process.execPath, [`${home}/${entry}`, ...args(port)], { stdio: 'ignore' });
  const ended = once(child, 'exit');
  const url = `http://127.0.0.1:${port}`;
  await answers(url);
  return {
    url,
    pid: child.pid ?? 0,
    stop: async () => {
      child.kill();
      await ended;
    },
  };
}

/** Installs a package on demand, outside the project's own dependencies; the folder that it is in. */
export async function installPeer(packageName: string, version: string): Promise<string> {
  const folder = fileURLToPath(new URL(`${packageName.replaceAll('/', '-')}-${version}/`, FOLDER));
  const home = `${folder}node_modules/${packageName}`;
  if (existsSync(home)) return home;
  mkdirSync(folder, { recursive: true });
  const dependencies = { [packageName]: version };
  writeFileSync(
    `${folder}package.json`,
    JSON.stringify({ private: true, dependencies, overrides: OVERRIDES }),
  );
  await promisify(execFile)('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts'], {
    cwd: folder,
  });
  return home;
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
