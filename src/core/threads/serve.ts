import { parentPort } from 'node:worker_threads';
import { SignalboxError } from '../../shared/errors.ts';
import type { Operations, ThreadFailure, ThreadReady, ThreadRequest, ThreadResponse } from './protocol.ts';

/** Runs in a thread: opens what it needs, says so, then answers requests one by one. `close` ends it. */
export async function serveThread<O extends Operations>(open: () => O | Promise<O>): Promise<void> {
  const port = parentPort;
  if (port === null) throw new Error('This file is a thread entry; it does not run by itself.');
  let operations: O;
  try {
    operations = await open();
  } catch (error) {
    port.postMessage({ ready: false, error: toFailure(error) } satisfies ThreadReady);
    port.close();
    return;
  }
  port.on('message', (request: ThreadRequest) => {
    void answer(operations, request).then((response) => {
      port.postMessage(response, transfersOf(response));
      if (request.operation === 'close') port.close();
    });
  });
  port.postMessage({ ready: true } satisfies ThreadReady);
}

async function answer(
  operations: Operations,
  { id, operation, input, cancelled }: ThreadRequest,
): Promise<ThreadResponse> {
  const isCancelled = () => cancelled !== undefined && Atomics.load(cancelled, 0) === 1;
  try {
    if (isCancelled()) throw new SignalboxError('QUERY_CANCELLED');
    const run = operations[operation];
    if (run === undefined) throw new Error(`The thread has no operation ${operation}.`);
    return { id, ok: true, result: await run(input as never, { isCancelled }) };
  } catch (error) {
    return { id, ok: false, error: toFailure(error) };
  }
}

/** A result that is one piece of memory is handed over, whatever its size. */
function transfersOf(response: ThreadResponse): ArrayBuffer[] {
  return response.ok && response.result instanceof ArrayBuffer ? [response.result] : [];
}

function toFailure(error: unknown): ThreadFailure {
  if (error instanceof SignalboxError) return error.toJSON();
  if (error instanceof Error) return { message: error.message, stack: error.stack };
  return { message: String(error), stack: undefined };
}
