/**
 * The address of an API from the base URL that a user gave, with or without a trailing slash or `/v1`:
 * a path that names no version gets that of the dialect.
 */
export function apiUrl(baseUrl: string, version: string): URL {
  const url = new URL(baseUrl);
  const path = url.pathname.replace(/\/+$/, '');
  url.pathname = /\/v\d\w*(\/|$)/.test(path) ? path : `${path}/${version}`;
  url.search = '';
  url.hash = '';
  return url;
}
