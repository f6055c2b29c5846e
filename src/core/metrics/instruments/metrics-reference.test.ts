import { readFileSync, writeFileSync } from 'node:fs';
import { format } from 'oxfmt';
import { expect, it } from 'vitest';
import type { MetricDefinition } from '../../meters/index.ts';
import { STORE_METRICS } from '../../telemetry/index.ts';
import { COUNTED_METRICS, GC_DURATION, OBSERVED_METRICS, PROCESS_METRICS } from './index.ts';

const page = new URL('../../../../docs/reference/metrics.md', import.meta.url);
const START = '<!-- made from the definitions: UPDATE_DOCS=1 npm run unit -- metrics-reference -->';
const END = '<!-- end -->';

const SECTIONS: readonly [title: string, belongs: RegExp][] = [
  ['Model calls', /^(signalbox_calls?_|gen_ai_)/],
  ['Gateway', /^signalbox_gateway_/],
  ['Guards, policies, limits', /^signalbox_(guard|policy|limit|budget)_/],
  ['Ingest, databases, caches', /^signalbox_(ingest|database|cache)_/],
  ['Series store', /^signalbox_(series|samples)/],
  ['Engine', /^signalbox_/],
  ['Process', /^(process|nodejs)_/],
];

const definitions: readonly MetricDefinition[] = [
  ...Object.values(STORE_METRICS),
  ...Object.values(COUNTED_METRICS),
  ...Object.values(OBSERVED_METRICS),
  ...Object.values(PROCESS_METRICS),
  GC_DURATION,
];

/** Each metric in the first section that it belongs to. */
function tables(): string {
  const left = new Set(definitions);
  const sections = SECTIONS.map(([title, belongs]) => {
    const own = [...left].filter(({ name }) => belongs.test(name));
    for (const definition of own) left.delete(definition);
    const rows = own.map(({ name, type, labels, help }) => {
      const named = labels.map((label) => `\`${label}\``).join(', ');
      return `| \`${name}\` | ${type} | ${named} | ${help} |`;
    });
    return `## ${title}\n\n| metric | type | labels | what |\n| --- | --- | --- | --- |\n${rows.join('\n')}`;
  });
  expect([...left]).toEqual([]);
  return sections.join('\n\n');
}

it('the reference of metrics has what the definitions say', async () => {
  const text = readFileSync(page, 'utf8');
  const [before = ''] = text.split(START);
  const after = text.split(END)[1] ?? '';
  const filled = `${before}${START}\n\n${tables()}\n\n${END}${after}`;
  const { code: expected } = await format('metrics.md', filled);
  if (process.env.UPDATE_DOCS === '1') writeFileSync(page, expected);
  expect(readFileSync(page, 'utf8')).toBe(expected);
});

it('every name is there once, ends as its type wants, and every label is explained', () => {
  const names = definitions.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  for (const { name, type } of definitions)
    expect([name, name.endsWith('_total')]).toEqual([name, type === 'counter']);
  const text = readFileSync(page, 'utf8');
  for (const label of new Set(definitions.flatMap(({ labels }) => labels))) {
    expect(text).toMatch(new RegExp(`^\\| \`${label}\` +\\|`, 'm'));
  }
});
