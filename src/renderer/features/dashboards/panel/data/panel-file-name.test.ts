import { expect, it } from 'vitest';
import { panelFileName } from './panel-file-name.ts';

const NOW = new Date('2026-11-22T03:04:05Z');

it.each([
  ['Calls / s, by model', 'calls-s-by-model-20261122-030405.png'],
  ['../../etc/passwd\u202e', 'etc-passwd-20261122-030405.png'],
  ['', 'panel-20261122-030405.png'],
  ['Überblick', 'überblick-20261122-030405.png'],
])('a panel called %j is saved as %s', (title, name) => {
  expect(panelFileName(title, 'png', NOW)).toBe(name);
});
