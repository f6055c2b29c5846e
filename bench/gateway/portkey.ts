import { readFileSync } from 'node:fs';
import { startNpmPeer } from '../parties/npm-peer.ts';
import type { Party } from '../parties/processes.ts';

/* Portkey's gateway as a peer. */

const VERSION = '1.15.2';
const TICKS_PER_SECOND = 100;

/** @throws Error when it cannot be installed or does not start */
export async function startPortkey(upstreamUrl: string): Promise<Party> {
  const { url, pid, stop } = await startNpmPeer({
    packageName: '@portkey-ai/gateway',
    version: VERSION,
    entry: 'build/start-server.js',
    args: (port) => ['--headless', `--port=${port}`],
  });
  return {
    name: `Portkey ${VERSION}`,
    url,
    headers: {
      authorization: 'Bearer sk-bench',
      'x-portkey-provider': 'openai',
      'x-portkey-custom-host': `${upstreamUrl}/v1`,
    },
    use: () => Promise.resolve(useOf(pid)),
    stop,
  };
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
