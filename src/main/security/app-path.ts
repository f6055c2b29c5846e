import { posix } from 'node:path';
import { APP_ORIGIN } from '../../shared/bridge.ts';
import { originOf, parseUrl } from './parse-url.ts';

/** The page that every address of the console is answered with, unless a file is meant. */
export const DOCUMENT = 'index.html';

/**
 * The file that an `app://signalbox/...` address means, as a path relative to the console's folder with `/` between
 * its parts. Null for addresses that are not ours or try to leave the folder: the answer is then 404.
 */
export function resolveAppPath(address: string): string | null {
  const path = decodedPath(address);
  if (path === null || /[\\\p{Cc}]/u.test(path)) return null;
  const parts = path.split('/').slice(1);
  // Dot files are never ours, and the URL parser resolves real dots: those that are left were smuggled in.
  if (parts.some((part) => part.startsWith('.') || part.includes(':'))) return null;
  const relative = posix.normalize(parts.join('/')).replace(/^\/+|\/+$/g, '');
  return relative === '' || relative === '.' ? DOCUMENT : relative;
}

/** Files of the build live under assets/ and are never answered with the page in their place. */
export function isAsset(relative: string): boolean {
  return relative.startsWith('assets/');
}

function decodedPath(address: string): string | null {
  const url = parseUrl(address);
  if (url === null || originOf(url) !== APP_ORIGIN) return null;
  try {
    return decodeURIComponent(url.pathname);
  } catch {
    // A broken escape: nothing of ours.
    return null;
  }
}
