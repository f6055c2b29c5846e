import { parseUrl } from './parse-url.ts';

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]']);

/**
 * Whether an address may be handed to the user's browser: https anywhere, http only on this machine. Addresses with
 * a user name, with a host in disguise (other scripts, escapes) or with odd white space are refused.
 */
export function isAllowedExternal(address: string): boolean {
  if (!/^https?:\/\/[a-z0-9.[]/i.test(address) || /[\s\\\p{Cc}]/u.test(address)) return false;
  const url = parseUrl(address);
  if (url === null) return false;
  const { protocol, hostname, username, password } = url;
  if (username !== '' || password !== '' || hostname.includes('xn--')) return false;
  return protocol === 'https:' || (protocol === 'http:' && LOOPBACK.has(hostname));
}
