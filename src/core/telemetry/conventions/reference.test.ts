import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Source } from './conversation-source.ts';
import { FACT_SOURCES, PRICE_HINT_KEY, type FactSource } from './fact-sources.ts';
import { INPUT_SOURCES, SYSTEM_SOURCES } from './input-sources.ts';
import { OPERATION_VALUES } from './operation-names.ts';
import { OUTPUT_SOURCES, TOOL_SOURCES } from './output-sources.ts';
import { PROVIDER_SPELLINGS } from './provider-names.ts';

const path = new URL('../../../../docs/reference/conventions.md', import.meta.url);
const rows = readFileSync(path, 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| '))
  .map((line) => line.replaceAll(/ +/g, ' ').trim());

const { completionHint, ...fields } = FACT_SOURCES;
const row = (...cells: string[]): string => `| ${cells.join(' | ')} |`;
const code = (text: string): string => `\`${text}\``;

function sourceRows(field: string, sources: readonly (FactSource | Source<unknown>)[]): string[] {
  return sources.map(({ key, convention }, i) => row(code(field), String(i + 1), code(key), convention));
}

/** Every row that the tables of the document must have, in order. */
const expected: Record<string, string[]> = {
  facts: [
    ...Object.entries(fields).flatMap(([field, sources]) => sourceRows(field, sources)),
    row(code('priceHint'), '1', code(PRICE_HINT_KEY), 'Signalbox'),
  ],
  operations: [
    ...Object.entries(OPERATION_VALUES).flatMap(([key, values]) =>
      Object.entries(values).map(([value, operation]) =>
        row(code(key), code(value), operation === null ? 'none' : code(operation)),
      ),
    ),
    ...completionHint.map(({ key }) => row(code(key), 'present on an LLM span', code('text_completion'))),
  ],
  providers: Object.entries(PROVIDER_SPELLINGS).map(([spelling, name]) => row(code(spelling), code(name))),
  conversation: [
    ...sourceRows('input (system)', SYSTEM_SOURCES),
    ...sourceRows('input', INPUT_SOURCES),
    ...sourceRows('output', OUTPUT_SOURCES),
    ...sourceRows('tools', TOOL_SOURCES),
  ],
};

describe('docs/reference/conventions.md', () => {
  it.each(Object.keys(expected))('has the rows of the code for %s', (section) => {
    const wanted = expected[section] ?? [];
    const first = rows.indexOf(wanted[0] ?? '');
    expect(first, `the row ${wanted[0]}`).toBeGreaterThan(0);
    expect(rows.slice(first, first + wanted.length)).toEqual(wanted);
  });

  it('has no other rows', () => {
    const known = new Set(Object.values(expected).flat());
    const isHead = (line: string): boolean => /^\| (ours|attribute|spelling|-+)/.test(line);
    expect(rows.filter((line) => !known.has(line) && !isHead(line))).toEqual([]);
  });
});
