import { readFile, realpath } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import { protocol } from 'electron';
import { DOCUMENT, isAsset, resolveAppPath } from './app-path.ts';
import { contentSecurityPolicy } from './content-security-policy.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
};

const COMMON_HEADERS = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), usb=(), serial=(), hid=()',
};

/** Makes `app:` a scheme like https. Must be called before the app is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    // An Electron that does not know codeCache ignores it.
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
}

/**
 * Serves the built console at `app://signalbox/`. The page itself waits for `engineUrl`, because its policy names the
 * engine's door.
 *
 * @param folder the built console
 * @returns a function that tells for which engine the page was last served; undefined when it never was
 */
export async function setupAppProtocol(
  folder: string,
  engineUrl: () => Promise<string | null>,
): Promise<() => string | null | undefined> {
  let servedFor: string | null | undefined;
  const root = await realpath(folder);
  protocol.handle('app', async (request) => {
    const path = request.method === 'GET' ? resolveAppPath(request.url) : null;
    if (path === null) return notFound();
    const file = path === DOCUMENT ? null : await readInside(root, path);
    if (file !== null) return answer(path, file, {});
    if (isAsset(path)) return notFound();
    servedFor = await engineUrl();
    const headers = { 'content-security-policy': contentSecurityPolicy(servedFor) };
    return answer(DOCUMENT, await readFile(join(root, DOCUMENT)), headers);
  });
  return () => servedFor;
}

/** The file's contents; null when there is no such file inside the folder, also by way of a link. */
async function readInside(root: string, path: string): Promise<Buffer | null> {
  try {
    const real = await realpath(join(root, path));
    return real.startsWith(root + sep) ? await readFile(real) : null;
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR' || code === 'ENAMETOOLONG';
}

function answer(path: string, body: Buffer, headers: Record<string, string>): Response {
  const type = TYPES[extname(path)] ?? 'application/octet-stream';
  const cache = isAsset(path) ? 'public, max-age=31536000, immutable' : 'no-store';
  return new Response(new Uint8Array(body), {
    headers: { 'content-type': type, 'cache-control': cache, ...COMMON_HEADERS, ...headers },
  });
}

function notFound(): Response {
  return new Response('Not found', {
    status: 404,
    headers: { 'content-type': 'text/plain', ...COMMON_HEADERS },
  });
}
