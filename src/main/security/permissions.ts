import type { Session } from 'electron';
import { APP_ORIGIN } from '../../shared/bridge.ts';

/** Copying to the clipboard is the only permission that the console uses. */
export function isAllowedPermission(permission: string, origin: string): boolean {
  return permission === 'clipboard-sanitized-write' && origin === APP_ORIGIN;
}

export function setupPermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, answer, details) => {
    answer(isAllowedPermission(permission, originOf(details.requestingUrl)));
  });
  session.setPermissionCheckHandler((_contents, permission, requestingOrigin) =>
    isAllowedPermission(permission, originOf(requestingOrigin)),
  );
}

/** `URL.origin` is "null" for schemes that Node does not know, so it is put together here. */
function originOf(address: string): string {
  if (!URL.canParse(address)) return '';
  const { protocol, host } = new URL(address);
  return `${protocol}//${host}`;
}
