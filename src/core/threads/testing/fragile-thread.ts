import { workerData } from 'node:worker_threads';
import { SignalboxError } from '../../../shared/errors.ts';
import type { CallContext } from '../protocol.ts';
import { serveThread } from '../serve.ts';

export type FragileOperations = {
  double: (input: number) => number;
  refuse: () => never;
  wait: () => Promise<never>;
  /** Busy until the caller gives up. */
  spin: (input: undefined, call: CallContext) => 'cancelled';
  crash: () => Promise<never>;
  close: () => void;
};

const never = new Promise<never>(() => undefined);

await serveThread<FragileOperations>(() => {
  const { atStart } = workerData as { atStart?: 'throw' | 'exit' };
  if (atStart === 'throw') throw new Error('cannot start');
  if (atStart === 'exit') process.exit(3);
  return {
    double: (input) => 2 * input,
    refuse: () => {
      throw new SignalboxError('PROVIDER_EXISTS', { name: 'house' });
    },
    wait: () => never,
    spin: (_, { isCancelled }) => {
      while (!isCancelled());
      return 'cancelled';
    },
    crash: () => {
      setImmediate(() => {
        throw new Error('broken beyond repair');
      });
      return never;
    },
    close: () => undefined,
  };
});
