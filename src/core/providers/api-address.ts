import { SignalboxError } from '../../shared/errors.ts';

/** Where an API is, from the base URL that a user gave. */
export interface ApiAddress {
  /** Below its path are those of the API; without a query. */
  readonly url: URL;
  /** What every path ends with: `?api-version=2024-10-21`, or nothing. */
  readonly query: string;
  /** The one model that an address of Azure's older form leads to, which also wants its key in `api-key`. */
  readonly deployment: string | null;
}

/**
 * With or without a trailing slash or `/v1`: a path that names no version gets that of the dialect, unless the query
 * names one, as Azure's does (`.../openai/deployments/NAME?api-version=2024-10-21`).
 */
export function apiAddress(baseUrl: string, version: string): ApiAddress {
  const url = new URL(normalBaseUrl(baseUrl));
  const query = url.search;
  const deployment = DEPLOYMENT.exec(url.pathname)?.[1] ?? null;
  const path = url.pathname.replace(/\/+$/, '');
  url.pathname = query !== '' || /\/v\d\w*(\/|$)/.test(path) ? path : `${path}/${version}`;
  url.search = '';
  return { url, query, deployment: deployment === null ? null : decodeURIComponent(deployment) };
}

const DEPLOYMENT = /\/openai\/deployments\/([^/]+)\/?$/;
const API_VERSION = 'api-version';

/**
 * One spelling of a base URL: no trailing slash or fragment, and of the query only Azure's version.
 * @throws SignalboxError BODY_INVALID when it holds a password, which would be shown with it, or half an Azure address
 */
export function normalBaseUrl(text: string): string {
  const url = new URL(text);
  if (url.username !== '' || url.password !== '') {
    throw invalid('baseUrl must not hold a user name or password; use apiKey');
  }
  const path = url.pathname.replace(/\/+$/, '');
  const version = url.searchParams.get(API_VERSION);
  if ((version !== null) !== DEPLOYMENT.test(path)) {
    throw invalid(
      'baseUrl: Azure needs https://NAME.openai.azure.com/openai/v1, or .../openai/deployments/NAME?api-version=DATE',
    );
  }
  const query = version === null ? '' : `?${API_VERSION}=${encodeURIComponent(version)}`;
  return `${url.origin}${path}${query}`;
}

function invalid(reason: string): SignalboxError {
  return new SignalboxError('BODY_INVALID', { reason, param: 'baseUrl' });
}
