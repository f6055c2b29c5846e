import { describe, expect, it } from 'vitest';
import { isAllowedPermission } from './permissions.ts';

describe('permissions of pages', () => {
  it('are none but writing to the clipboard, for the console', () => {
    expect(isAllowedPermission('clipboard-sanitized-write', 'app://signalbox')).toBe(true);
    expect(isAllowedPermission('clipboard-sanitized-write', 'https://example.com')).toBe(false);
    for (const permission of [
      'clipboard-read',
      'geolocation',
      'media',
      'notifications',
      'openExternal',
      'usb',
    ]) {
      expect(isAllowedPermission(permission, 'app://signalbox')).toBe(false);
    }
  });
});
