import type { Operation, TRPCLink } from '@trpc/client';
import { observable } from '@trpc/server/observable';
import type { ConsoleRouter } from './console-router.ts';

let lastCall = 0;

/**
 * Stops in the engine what the page no longer waits for: over a WebSocket tRPC only forgets a query whose signal aborts.
 * Queries with a signal carry an id, and the procedure `cancel` names it. `onFailure` is told where that did not work.
 */
export const cancelLink =
  (onFailure: (error: unknown) => void): TRPCLink<ConsoleRouter> =>
  () =>
  ({ op, next }) => {
    const { signal, input, type } = op;
    if (type !== 'query' || signal == null || typeof input !== 'object' || input === null) return next(op);
    const callId = `${(lastCall += 1)}`;
    return observable((observer) => {
      const onAbort = () => {
        next(cancelling(op, callId)).subscribe({ error: onFailure });
      };
      signal.addEventListener('abort', onAbort, { once: true });
      const done = () => signal.removeEventListener('abort', onAbort);
      const subscription = next({ ...op, input: { ...input, callId } }).subscribe({
        next: (value) => {
          done();
          observer.next(value);
        },
        error: (error) => {
          done();
          observer.error(error);
        },
        complete: () => observer.complete(),
      });
      return () => subscription.unsubscribe();
    });
  };

/** The ids of operations are numbers above zero, so this one is nobody else's. */
function cancelling({ id }: Operation, callId: string): Operation {
  return { id: -id, type: 'mutation', path: 'cancel', input: { callId }, context: {}, signal: null };
}
