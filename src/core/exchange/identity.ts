import type { Exchange } from './exchange.ts';

const MAX_LENGTH = 500;

/** Whose call it is: headers first, then `metadata`, then OpenAI's `user`, then the user that the key belongs to. */
export function identityOf(exchange: Exchange): { session: string | null; user: string | null } {
  const fields = exchange.request?.fields;
  const metadata = fields?.metadata ?? {};
  return {
    session: first(
      exchange.header('x-signalbox-session'),
      metadata.session_id,
      metadata.conversation_id,
      metadata.thread_id,
    ),
    user: first(exchange.header('x-signalbox-user'), metadata.user_id, fields?.user, exchange.caller.user),
  };
}

function first(...candidates: unknown[]): string | null {
  const found = candidates.find((candidate) => typeof candidate === 'string' && candidate !== '');
  return typeof found === 'string' ? found.slice(0, MAX_LENGTH) : null;
}
