/**
 * Makes src/shared/filter/filter-parser.ts, the parser's tables, of src/shared/filter/filter.grammar.
 *
 *   node scripts/build-grammar.mjs            writes the file
 *   node scripts/build-grammar.mjs --check    exits 1 when the file is not what the grammar gives
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { buildParserFile } from '@lezer/generator';
import { format } from 'oxfmt';

const grammarFile = new URL('../src/shared/filter/filter.grammar', import.meta.url);
const target = new URL('../src/shared/filter/filter-parser.ts', import.meta.url);

const { parser } = buildParserFile(readFileSync(grammarFile, 'utf8'), {
  fileName: 'filter.grammar',
  moduleStyle: 'es',
  typeScript: true,
});
const source = parser
  .replace(/^\/\/.*\n/, '// Made of filter.grammar by scripts/build-grammar.mjs; do not edit.\n')
  .replace('parser = LRParser', 'filterParser = LRParser')
  .replaceAll('spec_Word', 'keywords')
  .replace('|| -1', '?? -1');
const { code: text } = await format('filter-parser.ts', source, { printWidth: 110, singleQuote: true });

if (!process.argv.includes('--check')) writeFileSync(target, text);
else if (readFileSync(target, 'utf8') !== text) {
  console.error('filter-parser.ts is not what filter.grammar gives: run node scripts/build-grammar.mjs');
  process.exitCode = 1;
}
