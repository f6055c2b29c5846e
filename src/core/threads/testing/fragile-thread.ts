import { workerData } from 'node:worker_threads';
import { SignalboxError } from '../../../shared/errors.ts';
import { serveThread } from '../serve.ts';

export type FragileOperations = {
  double: (input: number) => number;
  refuse: () => never;
  wait: () => Promise<never>;
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
    crash: () => {
      setImmediate(() => {
        throw new Error('broken beyond repair');
      });
      return never;
    },
    close: () => undefined,
  };
});
