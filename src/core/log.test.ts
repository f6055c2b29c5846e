import { describe, expect, it } from 'vitest';
import { SignalboxError } from '../shared/errors.ts';
import { createLogger } from './log.ts';
import { registerSecret } from './secrets/index.ts';

function logged(level: Parameters<typeof createLogger>[0]) {
  const lines: string[] = [];
  return { lines, log: createLogger(level, (line) => lines.push(line)) };
}

describe('the log', () => {
  it('writes one line of JSON an entry, from its level on', () => {
    const { lines, log } = logged('warn');
    log.info('not written');
    log.warn('slow disk', { milliseconds: 12, bytes: 2n ** 60n });
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/\n$/);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      level: 'warn',
      message: 'slow disk',
      milliseconds: 12,
      bytes: '1152921504606846976',
    });
  });

  it('writes errors with code, stack and causes', () => {
    const { lines, log } = logged('debug');
    const cause = new SignalboxError(
      'STORE_WRITE_FAILED',
      { reason: 'full' },
      { cause: new Error('ENOSPC') },
    );
    log.error('ingest failed', { cause });
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      cause: {
        code: 'STORE_WRITE_FAILED',
        stack: expect.stringContaining('log.test.ts') as string,
        cause: { message: 'ENOSPC' },
      },
    });
  });

  it('never writes a secret, in whatever field', () => {
    const { lines, log } = logged('debug');
    registerSecret('hunter2-hunter2');
    log.error('Authorization: Bearer abc.def-123 was refused', {
      headers: { 'x-api-key': 'sk-proj-0123456789abcdef' },
      url: 'https://ada:lovelace@models.example/v1',
      cause: new Error('401 for hunter2-hunter2'),
    });
    const text = lines.join('');
    for (const secret of ['abc.def-123', 'sk-proj', 'lovelace', 'hunter2'])
      expect(text).not.toContain(secret);
    expect(text).toContain('Bearer [redacted] was refused');
    expect(JSON.parse(text)).toMatchObject({ url: 'https://ada:[redacted]@models.example/v1' });
  });
});
