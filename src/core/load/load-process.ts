import { isMainThread, parentPort } from 'node:worker_threads';
import type { FromGenerator, ToGenerator } from './generator-process.ts';
import { runLoad } from './generator.ts';

/*
 * Entry of the generator as a process of its own (or a thread, where no process of Node can be made): what it does then
 * costs no time of the engine's event loop, whose answers it measures. It gets one order and ends after its result.
 */

const stopping = new AbortController();

function say(message: FromGenerator): void {
  if (isMainThread) process.send?.(message);
  else parentPort?.postMessage(message);
}

function leave(): void {
  if (isMainThread) process.disconnect();
  else parentPort?.close();
}

async function obey(message: ToGenerator): Promise<void> {
  if (message.kind === 'stop') return stopping.abort();
  const result = await runLoad({
    ...message.order,
    onSnapshot: (snapshot) => say({ kind: 'snapshot', snapshot }),
    signal: stopping.signal,
  });
  say({ kind: 'done', result });
  leave();
}

function receive(message: ToGenerator): void {
  obey(message).catch((error: unknown) => {
    say({ kind: 'failed', reason: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    leave();
  });
}

if (isMainThread) {
  process.on('message', (message) => receive(message as ToGenerator));
  // The engine has gone: nobody would ever see the result, and nobody could end the load.
  process.on('disconnect', () => process.exit());
} else {
  parentPort?.on('message', (message) => receive(message as ToGenerator));
}
