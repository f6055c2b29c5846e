import { posix } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { resolveAppPath } from './app-path.ts';

describe('addresses of the console', () => {
  it.each([
    ['app://signalbox/', 'index.html'],
    ['app://signalbox', 'index.html'],
    ['app://signalbox/index.html', 'index.html'],
    ['app://signalbox/assets/index-abc.js?v=1#x', 'assets/index-abc.js'],
    ['app://signalbox/traces/4bf92f', 'traces/4bf92f'],
    ['app://signalbox/models/gpt-4.1', 'models/gpt-4.1'],
    ['app://signalbox/a%20b', 'a b'],
    // The URL parser resolves plain and once-escaped dots before we see them.
    ['app://signalbox/../../etc/passwd', 'etc/passwd'],
    ['app://signalbox/%2e%2e/%2e%2e/etc/passwd', 'etc/passwd'],
  ])('%s is %s', (address, file) => {
    expect(resolveAppPath(address)).toBe(file);
  });

  it.each([
    'app://other/index.html',
    'app://signalbox.evil/index.html',
    'app://signalbox:8080/index.html',
    'app://user@signalbox:1/index.html',
    'https://signalbox/index.html',
    'file:///etc/passwd',
    'nonsense',
    'app://signalbox/..%2f..%2fetc/passwd',
    'app://signalbox/%2e%2e%2fetc%2fpasswd',
    'app://signalbox/..%5c..%5cetc',
    'app://signalbox/a\\..\\b%00',
    'app://signalbox/%00',
    'app://signalbox/%zz',
    'app://signalbox/.git/config',
    'app://signalbox/assets/.env',
    'app://signalbox/C:/windows',
    'app://signalbox/file%3Ahidden-stream',
  ])('%s is refused', (address) => {
    expect(resolveAppPath(address)).toBeNull();
  });

  it('never leaves the folder, whatever is asked', () => {
    const piece = fc.constantFrom(
      '..',
      '.',
      '/',
      '\\',
      '%2e',
      '%2E%2e',
      '%2f',
      '%5c',
      '%00',
      '%252e',
      '%252f',
      'a',
      '//',
      'C:',
      '~',
      ';',
      '%c0%ae',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 14 }), (pieces) => {
        const path = resolveAppPath(`app://signalbox/${pieces.join('')}`);
        if (path === null) return;
        const file = posix.resolve('/app/out/renderer', path);
        expect(file.startsWith('/app/out/renderer/')).toBe(true);
        expect(path).not.toMatch(/\\|\0/);
      }),
      { numRuns: 5_000 },
    );
  });
});
