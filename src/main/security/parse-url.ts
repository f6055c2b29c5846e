/** The parsed address, or null when it is none. (`URL.parse` is newer than the oldest Electron that runs this.) */
export function parseUrl(address: string): URL | null {
  try {
    return new URL(address);
  } catch {
    return null;
  }
}

/** The origin of an address, also for schemes such as `app:` whose `URL.origin` is "null". */
export function originOf(url: URL): string {
  return `${url.protocol}//${url.host}`;
}
