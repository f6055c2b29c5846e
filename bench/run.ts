import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import type { BenchResult } from './bench-result.ts';

/* `npm run bench` runs every benchmark of this folder, `npm run bench -- NAME` one. What follows another
   `--` is for the benchmark itself. Figures go to results/. */

const folder = new URL('./', import.meta.url);
const NOT_BENCHMARKS = new Set(['run.ts', 'bench-result.ts']);
const known = readdirSync(folder)
  .filter((file) => file.endsWith('.ts') && !NOT_BENCHMARKS.has(file))
  .map((file) => file.slice(0, -'.ts'.length));

const given = process.argv.slice(2);
const wanted = given.slice(0, given.includes('--') ? given.indexOf('--') : given.length);
const args = given.slice(wanted.length + 1);
const unknown = wanted.filter((name) => !known.includes(name));
if (unknown.length > 0) {
  console.error(`There is no benchmark ${unknown.join(', ')}. There are: ${known.join(', ')}.`);
  process.exit(1);
}

for (const name of wanted.length > 0 ? wanted : known) {
  console.log(`\n${name} ...`);
  const { run } = (await import(new URL(`${name}.ts`, folder).href)) as {
    run: (args: readonly string[]) => Promise<BenchResult>;
  };
  const loadBefore = loadavg()[0] ?? 0;
  const result = await run(args);
  print(result);
  if (result.rows.length > 0) save(result, loadBefore);
}

function print({ rows, notes }: BenchResult): void {
  const columns = [...new Set(rows.flatMap(({ figures }) => Object.keys(figures)))];
  const table = [
    ['', ...columns],
    ...rows.map(({ name, figures }) => [name, ...columns.map((column) => format(figures[column]))]),
  ];
  const widths = table[0]?.map((_, index) => Math.max(...table.map((row) => row[index]?.length ?? 0))) ?? [];
  for (const row of table) {
    console.log(
      row
        .map((cell, index) => (index === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[index] ?? 0)))
        .join('  '),
    );
  }
  for (const note of notes) console.log(`- ${note}`);
}

function format(figure: number | string | undefined): string {
  return typeof figure === 'number'
    ? figure.toLocaleString('en-US', { maximumFractionDigits: 2 })
    : (figure ?? '');
}

/** With the machine, because figures mean nothing without it; the load says what else it was doing. */
function save(result: BenchResult, loadBefore: number): void {
  const machine = {
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
    loadBefore: Number(loadBefore.toFixed(2)),
  };
  const results = new URL('results/', folder);
  mkdirSync(results, { recursive: true });
  const contents = { date: new Date().toISOString(), machine, ...result };
  writeFileSync(new URL(`${result.name}.json`, results), `${JSON.stringify(contents, undefined, 2)}\n`);
}
