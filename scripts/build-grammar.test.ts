import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';

it('has the parser that the grammar gives', () => {
  const script = new URL('./build-grammar.mjs', import.meta.url).pathname;
  expect(execFileSync(process.execPath, [script, '--check'], { encoding: 'utf8' })).toBe('');
});
