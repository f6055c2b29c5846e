import type { IncomingMessage, ServerResponse } from 'node:http';
import { isLoopbackHost, requireKnownOrigin } from './access.ts';

const PREFLIGHT_SECONDS = '600';

/** Pages of this machine, such as a web application in development. */
function isLoopbackOrigin(origin: string): boolean {
  if (!URL.canParse(origin)) return false;
  const { protocol, hostname } = new URL(origin);
  return /^https?:$/.test(protocol) && isLoopbackHost(hostname);
}

/**
 * Lets pages of known origins call a door (Fetch standard, CORS protocol): names the origin in the answer, and answers
 * the preflight of calls whose content type or headers need one. True when the request was a preflight and is answered.
 * @throws SignalboxError ORIGIN_FORBIDDEN
 */
export function admitPages(
  request: IncomingMessage,
  response: ServerResponse,
  allowed: readonly string[],
): boolean {
  requireKnownOrigin(request, (origin) => isLoopbackOrigin(origin) || allowed.includes(origin));
  const { origin } = request.headers;
  if (origin === undefined) return false;
  response.setHeader('Access-Control-Allow-Origin', origin);
  response.setHeader('Access-Control-Expose-Headers', '*');
  response.setHeader('Vary', 'Origin');
  if (request.method !== 'OPTIONS' || request.headers['access-control-request-method'] === undefined)
    return false;
  response.writeHead(204, {
    'Access-Control-Allow-Methods': 'GET, POST',
    'Access-Control-Allow-Headers': request.headers['access-control-request-headers'] ?? '',
    'Access-Control-Max-Age': PREFLIGHT_SECONDS,
  });
  response.end();
  return true;
}
