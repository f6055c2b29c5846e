/**
 * The address of an API from the base URL that a user gave, with or without a trailing slash or `/v1`:
 * a path that names no version gets `/v1`.
 */
export function apiUrl(baseUrl: string): URL {
  const url = new URL(baseUrl);
  const path = url.pathname.replace(/\/+$/, '');
  url.pathname = /\/v\d\w*(\/|$)/.test(path) ? path : `${path}/v1`;
  url.search = '';
  url.hash = '';
  return url;
}
