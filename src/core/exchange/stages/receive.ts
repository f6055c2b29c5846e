import { parseChatRequest } from '../../dialects/index.ts';
import type { Exchange } from '../exchange.ts';

/** Reads the body and parses it, once for all stages. */
export async function receive(exchange: Exchange): Promise<null> {
  exchange.request = parseChatRequest(await exchange.waiting(exchange.input.readBody()));
  return null;
}
