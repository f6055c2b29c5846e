import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { FLAG_DEFINITIONS } from './flag-definitions.ts';

it('docs/reference/flags.md lists every flag with its defaults', () => {
  const doc = readFileSync(new URL('../../../docs/reference/flags.md', import.meta.url), 'utf8');
  const rows = doc
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    )
    .filter((cells) => cells.length === 5);
  const onOff = (isOn: boolean) => (isOn ? 'on' : 'off');
  expect(rows).toEqual(
    Object.entries(FLAG_DEFINITIONS).map(([name, { inDeployment, inSandbox, purpose, waitsFor }]) => [
      `\`${name}\``,
      onOff(inDeployment),
      onOff(inSandbox),
      purpose,
      waitsFor ?? '',
    ]),
  );
});
