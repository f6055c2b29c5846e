import type { Exchange } from './exchange.ts';
import { identityOf } from './identity.ts';

/** Whose call it is, for rules, guards and sums: the key's user goes before the one that the request names. */
export function scopeOf(exchange: Exchange) {
  const { org, workspace, user } = exchange.caller;
  return { org, workspace, user: user ?? identityOf(exchange).user };
}
