import { readFileSync, writeFileSync } from 'node:fs';
import { format } from 'oxfmt';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FILTER_FIELDS, parseFilter, printFilter, type FilterField } from '../../../shared/filter/index.ts';
import { temporaryStore, type TemporaryStore } from '../testing/temporary-store.ts';

const page = new URL('../../../../docs/reference/filters.md', import.meta.url);
const LEVELS = { trace: 'trace', span: 'span', both: 'both' } as const;

function rowOf({ name, aliases = [], level, description, choices, example }: FilterField): string {
  const names = [name, ...aliases].map((each) => `\`${each}\``).join(', ');
  const oneOf = choices === undefined ? '' : `: ${choices.map((choice) => `\`${choice}\``).join(', ')}`;
  return `| ${names} | ${LEVELS[level]} | ${description}${oneOf} | \`${example}\` |`;
}

/** Everything on the page that is a filter. */
function examplesOf(text: string): string[] {
  const [languagePart = ''] = text.split('## Values');
  const inTables = [...languagePart.matchAll(/^\| `([^`]+)` +\|[^\n]*$/gm)].map(([, filter = '']) => filter);
  const inBlocks = [...text.matchAll(/```filter\n(.+)\n```/g)].map(([, filter = '']) => filter);
  const names = new Set(FILTER_FIELDS.map(({ name }) => name));
  return [
    ...inTables.filter((filter) => !names.has(filter)),
    ...inBlocks,
    ...FILTER_FIELDS.map(({ example }) => example),
  ];
}

describe('the reference of filters', () => {
  let store: TemporaryStore;
  beforeAll(() => {
    store = temporaryStore();
  });
  afterAll(() => store.close());

  it('has the fields of the registry', async () => {
    const table = [
      '| field | of | what it is | example |',
      '| - | - | - | - |',
      ...FILTER_FIELDS.map(rowOf),
    ].join('\n');
    const text = readFileSync(page, 'utf8').replace(
      /(<!-- fields -->\n)[^]*(<!-- \/fields -->)/,
      (_, open: string, close: string) => `${open}\n${table}\n\n${close}`,
    );
    const { code: expected } = await format('filter.md', text);
    if (process.env.UPDATE_DOCS === '1') writeFileSync(page, expected);
    expect(readFileSync(page, 'utf8')).toBe(expected);
  });

  it('has examples that can be read, printed and asked', () => {
    const examples = examplesOf(readFileSync(page, 'utf8'));
    expect(examples.length).toBeGreaterThan(40);
    for (const example of examples) {
      const parsed = parseFilter(example);
      expect(parsed, example).toMatchObject({ ok: true });
      if (parsed.ok) expect(printFilter(parsed.expression)).toBe(example);
      expect(store.reader.list({ filter: { q: example }, limit: 1, cursor: null }).traces).toEqual([]);
    }
  });
});
