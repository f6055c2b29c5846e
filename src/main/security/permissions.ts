import type { Session } from 'electron';
import { APP_ORIGIN } from '../../shared/bridge.ts';
import { originOf, parseUrl } from './parse-url.ts';

/** Copying to the clipboard is the only permission that the console uses. */
export function isAllowedPermission(permission: string, origin: string): boolean {
  return permission === 'clipboard-sanitized-write' && origin === APP_ORIGIN;
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
