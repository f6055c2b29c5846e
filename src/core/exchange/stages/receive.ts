import type { Exchange } from '../exchange.ts';

/** Reads the body and parses it, once for all stages. */
export async function receive(exchange: Exchange): Promise<null> {
  const { ingress, input } = exchange;
  const bytes = await exchange.waiting(input.readBody());
  exchange.request = ingress.readRequest(bytes, input.headers);
  return null;
}
