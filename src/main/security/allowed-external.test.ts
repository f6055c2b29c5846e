import { describe, expect, it } from 'vitest';
import { isAllowedExternal } from './allowed-external.ts';

describe('addresses for the user’s browser', () => {
  it.each([
    'https://example.com/a?b=c#d',
    'HTTPS://EXAMPLE.COM',
    'https://192.0.2.7:8443/',
    'http://127.0.0.1:4100/v1/models',
    'http://localhost:4318',
    'http://[::1]:4100/',
  ])('%s is allowed', (address) => {
    expect(isAllowedExternal(address)).toBe(true);
  });

  it.each([
    '',
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    ' https://example.com',
    'java\nscript:alert(1)',
    'file:///etc/passwd',
    'smb://server/share',
    '\\\\server\\share',
    '//server/share',
    'https:\\\\server\\share',
    'data:text/html,hello',
    'vbscript:x',
    'ms-msdt:/id',
    'mailto:ana@example.com',
    'app://signalbox/',
    'http://example.com/',
    'http://127.0.0.1.example.com/',
    'http://localhost.example.com/',
    'http://0x7f000001.example.com/',
    'https://user:password@example.com/',
    'https://localhost@example.com/',
    'https://ex\u0430mple.com/',
    'https://xn--exmple-4nf.com/',
    'https://example.com\u3002evil.com@example.com/',
    'https://example.com/\u0000',
    'https://',
    'https:example.com',
  ])('%j is refused', (address) => {
    expect(isAllowedExternal(address)).toBe(false);
  });
});
