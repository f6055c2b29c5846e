import { describe, expect, it } from 'vitest';
import { isTrustedSender } from './trusted-sender.ts';

const console = { origin: 'app://signalbox', isMainFrame: true, webContentsId: 1 };
const windows = new Set([1]);

describe('who may call the shell', () => {
  it('the console in its window', () => {
    expect(isTrustedSender(console, windows)).toBe(true);
  });

  it.each([
    ['another origin', { ...console, origin: 'https://example.com' }],
    ['an origin that begins alike', { ...console, origin: 'app://signalbox.evil' }],
    ['an opaque origin', { ...console, origin: 'null' }],
    ['a frame that is gone', { ...console, origin: null }],
    ['a frame inside the page', { ...console, isMainFrame: false }],
    ['a page that we did not open', { ...console, webContentsId: 2 }],
  ])('not %s', (_who, sender) => {
    expect(isTrustedSender(sender, windows)).toBe(false);
  });
});
