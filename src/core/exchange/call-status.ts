import type { CallStatus } from '../../shared/costs.ts';
import type { Exchange } from './exchange.ts';

/** How an exchange ended, for the cost log. */
export function callStatus({ failure, attempts, reply }: Exchange): CallStatus {
  if (failure === null) return 'ok';
  if (failure.type === 'cancelled') return 'cancelled';
  if (attempts.length === 0) return 'refused';
  // An answer that never began was answered with an error of its own.
  return reply.status === 200 ? 'cut' : 'failed';
}
