import type { Exchange } from './exchange.ts';

const MAX_LENGTH = 500;

export interface Identity {
  readonly session: string | null;
  readonly user: string | null;
  /** The agent that made the call, where its application says so. */
  readonly agent: string | null;
}

/** Whose call it is: headers first, then what the body says (`metadata`, OpenAI's `user`), then the user that the key belongs to. */
export function identityOf(exchange: Exchange): Identity {
  const { request } = exchange;
  return {
    session: first(exchange.header('x-signalbox-session'), request?.session),
    user: first(exchange.header('x-signalbox-user'), request?.user, exchange.caller.user),
    agent: first(exchange.header('x-signalbox-agent')),
  };
}

function first(...candidates: unknown[]): string | null {
  const found = candidates.find((candidate) => typeof candidate === 'string' && candidate !== '');
  return typeof found === 'string' ? found.slice(0, MAX_LENGTH) : null;
}
