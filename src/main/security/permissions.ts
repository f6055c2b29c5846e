import type { Session } from 'electron';
import { APP_ORIGIN } from '../../shared/bridge.ts';
import { originOf, parseUrl } from './parse-url.ts';

/** What the console uses: copying to the clipboard, and notifications of alerts. */
const ALLOWED: ReadonlySet<string> = new Set(['clipboard-sanitized-write', 'notifications']);

export function isAllowedPermission(permission: string, origin: string): boolean {
  return ALLOWED.has(permission) && origin === APP_ORIGIN;
}

export function setupPermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, answer, details) => {
    answer(isAllowedFor(permission, details.requestingUrl));
  });
  session.setPermissionCheckHandler((_contents, permission, requestingOrigin) =>
    isAllowedFor(permission, requestingOrigin),
  );
}

function isAllowedFor(permission: string, address: string): boolean {
  const url = parseUrl(address);
  return url !== null && isAllowedPermission(permission, originOf(url));
}
