import { describe, expect, it } from 'vitest';
import { contentSecurityPolicy } from './content-security-policy.ts';

describe('the content security policy', () => {
  it('starts from nothing and opens only the engine’s door', () => {
    const policy = contentSecurityPolicy('http://127.0.0.1:40123');
    expect(policy).toMatch(/^default-src 'none'; /);
    expect(policy).toContain('connect-src ws://127.0.0.1:40123 http://127.0.0.1:40123;');
    expect(policy).toContain("script-src 'self';");
    expect(policy).not.toMatch(/unsafe-eval|\*|script-src[^;]*unsafe-inline/);
  });

  it('opens no door while there is no engine', () => {
    expect(contentSecurityPolicy(null)).toContain("connect-src 'none';");
  });

  it('takes nothing but the origin from the address', () => {
    const policy = contentSecurityPolicy("http://127.0.0.1:1/x;script-src *;'");
    expect(policy).toContain('connect-src ws://127.0.0.1:1 http://127.0.0.1:1;');
    expect(() => contentSecurityPolicy('file:///x')).toThrow('http');
  });
});
