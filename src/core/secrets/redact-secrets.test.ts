import { describe, expect, it } from 'vitest';
import { redactSecrets, registerSecret } from './redact-secrets.ts';

describe('redacting', () => {
  it.each([
    ['key sk-abc123DEF456 given', 'key [redacted] given'],
    ['sk-ant-api03-aaaaaaaaaaaa', '[redacted]'],
    ['authorization: bearer eyJhbGciOi.J9.x_y-z', 'authorization: bearer [redacted]'],
    ['AKIAIOSFODNN7EXAMPLE', '[redacted]'],
    ['postgres://u:p4ss@db/x', 'postgres://u:[redacted]@db/x'],
    ['AIzaSyA-0123456789_abcdefghijklmnop', '[redacted]'],
  ])('%s', (text, clean) => {
    expect(redactSecrets(text)).toBe(clean);
  });

  it.each(['a task-based ask-me risk', 'The bearer of bad news', 'http://127.0.0.1:4100/v1', 'gpt-4o sk-1'])(
    'leaves "%s" alone',
    (text) => {
      expect(redactSecrets(text)).toBe(text);
    },
  );

  it('removes what was registered, but no ordinary short words', () => {
    registerSecret('pa$$w0rd.*');
    registerSecret('the');
    expect(redactSecrets('the value pa$$w0rd.* and the rest')).toBe('the value [redacted] and the rest');
  });
});
