import type { Exchange } from '../exchange.ts';
import type { Verdict } from '../verdict.ts';

/** Lets in those whom the door's rules let in. Before the body is read, so that strangers cannot make it be kept. */
export function authenticate(exchange: Exchange): Verdict {
  exchange.input.authorize();
  return { outcome: 'allow', reason: 'the gateway is open to this caller' };
}
