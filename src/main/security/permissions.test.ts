import { describe, expect, it } from 'vitest';
import { isAllowedPermission } from './permissions.ts';

describe('permissions of pages', () => {
  it('are none but writing to the clipboard and notifications, for the console', () => {
    for (const permission of ['clipboard-sanitized-write', 'notifications']) {
      expect(isAllowedPermission(permission, 'app://signalbox')).toBe(true);
      expect(isAllowedPermission(permission, 'https://example.com')).toBe(false);
    }
    for (const permission of ['clipboard-read', 'geolocation', 'media', 'openExternal', 'usb']) {
      expect(isAllowedPermission(permission, 'app://signalbox')).toBe(false);
    }
  });
});
