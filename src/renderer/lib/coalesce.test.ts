import { describe, expect, it } from 'vitest';
import { coalesce } from './coalesce.ts';

describe('coalesce', () => {
  it('runs once more, and once only, for all that is asked while a task runs', async () => {
    const run = coalesce();
    const started: string[] = [];
    const first = Promise.withResolvers<void>();
    const last = Promise.withResolvers<void>();
    run(() => (started.push('first'), first.promise));
    run(() => (started.push('skipped'), Promise.resolve()));
    run(() => (started.push('last'), last.resolve(), last.promise));
    expect(started).toEqual(['first']);
    first.resolve();
    await last.promise;
    expect(started).toEqual(['first', 'last']);
  });
});
