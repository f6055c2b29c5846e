import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { SignalboxError } from '../../../shared/errors.ts';
import { sameSecret } from '../access.ts';

/** 256 bits, safe in URLs and headers. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/**
 * Browsers that may use the console: each came in by a login link that works once. A session lives as long as the
 * engine; nothing of it is stored.
 */
export class BrowserSessions {
  readonly #sessions = new Set<string>();
  #code = newSecret();

  /** The code of the login link that has not been used yet. */
  get loginCode(): string {
    return this.#code;
  }

  /**
   * Uses up a login code; a new one takes its place.
   * @throws SignalboxError LOGIN_LINK_USED
   */
  login(code: string): string {
    if (!sameSecret(code, this.#code)) throw new SignalboxError('LOGIN_LINK_USED');
    this.#code = newSecret();
    const session = newSecret();
    this.#sessions.add(session);
    return session;
  }

  /** Whether the request carries the cookie of a session. Cookies ignore ports, so the port is in the name. */
  knows(request: IncomingMessage): boolean {
    const name = sessionCookieName(request.socket.localPort ?? 0);
    const cookie = (request.headers.cookie ?? '')
      .split(';')
      .map((part) => part.trim())
      .find((part) => part.startsWith(`${name}=`));
    return cookie !== undefined && this.#sessions.has(cookie.slice(name.length + 1));
  }
}

export function sessionCookieName(port: number): string {
  return `signalbox_session_${port}`;
}
