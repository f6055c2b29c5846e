import { timingSafeEqual, createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { SignalboxError } from '../../shared/errors.ts';

/** Compares in constant time, whatever the lengths. */
export function sameSecret(given: string, expected: string): boolean {
  return timingSafeEqual(digest(given), digest(expected));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

/** The token of `Authorization: Bearer TOKEN`, or null. */
export function bearerToken(request: IncomingMessage): string | null {
  const header = request.headers.authorization;
  const match = header === undefined ? null : /^Bearer +(\S+)$/i.exec(header);
  return match?.[1] ?? null;
}

const LOOPBACK = /^(?:localhost|::1|\[::1\]|127(?:\.\d{1,3}){3})$/;

/** Whether a host, with or without the brackets of an IPv6 address, is this machine and nothing else. */
export function isLoopbackHost(host: string): boolean {
  return LOOPBACK.test(host);
}

/**
 * A door on loopback answers only to loopback names: a page whose own host name was re-bound to 127.0.0.1
 * (DNS rebinding) still sends its own name as Host.
 * @throws SignalboxError HOST_FORBIDDEN
 */
export function requireKnownHost(request: IncomingMessage, boundHost: string): void {
  if (!isLoopbackHost(boundHost)) return;
  const host = request.headers.host ?? '';
  if (!isLoopbackHost(host.replace(/:\d+$/, ''))) throw new SignalboxError('HOST_FORBIDDEN', { host });
}

/**
 * Programs send no Origin; pages do, and only those named may call.
 * @throws SignalboxError ORIGIN_FORBIDDEN
 */
export function requireKnownOrigin(request: IncomingMessage, allowed: (origin: string) => boolean): void {
  const { origin } = request.headers;
  if (origin !== undefined && !allowed(origin)) throw new SignalboxError('ORIGIN_FORBIDDEN', { origin });
}
