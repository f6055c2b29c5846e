import type { Exchange } from '../exchange.ts';
import type { Verdict } from '../verdict.ts';

/** Lets in those who may call, and says who they are. Before the body is read, so that strangers cannot make it be kept. */
export function authenticate(exchange: Exchange): Verdict {
  const { caller, reason, mayPassOn } = exchange.input.admit();
  exchange.caller = caller;
  exchange.mayPassOn = mayPassOn;
  return { outcome: 'allow', reason };
}
