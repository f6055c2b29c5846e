import { describe, expect, it } from 'vitest';
import { isPictureUrl } from './picture.ts';

describe('isPictureUrl', () => {
  it('takes pictures of harmless formats', () => {
    expect(isPictureUrl('data:image/png;base64,iVBORw0KGgo=')).toBe(true);
    expect(isPictureUrl('data:image/webp;base64,UklGRg==')).toBe(true);
  });

  it('takes nothing that holds script, that is elsewhere, or is too large', () => {
    expect(isPictureUrl('data:image/svg+xml;base64,PHN2Zz4=')).toBe(false);
    expect(isPictureUrl('data:text/html;base64,PGI+')).toBe(false);
    expect(isPictureUrl('data:image/png,raw')).toBe(false);
    expect(isPictureUrl('data:image/png;base64,AAAA" onerror="x')).toBe(false);
    expect(isPictureUrl('https://example.com/a.png')).toBe(false);
    expect(isPictureUrl(`data:image/png;base64,${'A'.repeat(4_000_000)}`)).toBe(false);
  });
});
