import { existsSync, globSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');

/** The cells of each row of the tables below a heading, without head and rule. */
function tableRows(markdown: string, heading: RegExp): string[][] {
  const text = markdown.split(heading)[1] ?? '';
  const rows = text
    .split(/^#/m)[0]
    ?.split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
  return (rows ?? []).filter((_row, index, all) => !isRule(all[index]) && !isRule(all[index + 1]));
}

const isRule = (row: string[] | undefined) => row?.every((cell) => /^-+$/.test(cell)) ?? false;

interface CruiseRule {
  readonly name: string;
  readonly to: { readonly path: string; readonly pathNot: string[] };
}

const { forbidden } = createRequire(import.meta.url)('../.dependency-cruiser.cjs') as {
  forbidden: CruiseRule[];
};

describe('docs/architecture.md', () => {
  const text = read('docs/architecture.md');
  const rules = forbidden.filter(({ name }) => name.startsWith('capability-arrows-'));
  const nameOf = ({ name }: CruiseRule) => name.slice('capability-arrows-'.length);

  it('describes every capability that the import rules know', () => {
    const described = tableRows(text, /(?=^\| capability)/m).filter(([cell]) => cell?.startsWith('`'));
    expect(described.map(([cell]) => cell?.replaceAll('`', '')).sort()).toEqual(rules.map(nameOf).sort());
  });

  it('lists the arrows between capabilities that the import rules allow', () => {
    const listed = tableRows(text, /(?=^\| from )/m).map(([from, to]) => `${from} -> ${to}`);
    const allowed = rules.flatMap((rule) =>
      rule.to.pathNot.slice(1).map((path) => `${nameOf(rule)} -> ${path.split('/')[2]}`),
    );
    expect(listed.sort()).toEqual(allowed.sort());
  });
});

describe('docs/dependencies.md', () => {
  const text = read('docs/dependencies.md');
  const packages = JSON.parse(read('package.json')) as Record<string, Record<string, string>>;
  const installed = ['dependencies', 'devDependencies', 'optionalDependencies'].flatMap((kind) =>
    Object.keys(packages[kind] ?? {}),
  );
  /** Patterns of names: `@scope/*` stands for all, and what follows `@scope/one` may leave out the scope. */
  const named = [/^## The engine/m, /^## The console.*/m, /^## Development only/m]
    .flatMap((heading) => tableRows(text, heading))
    .flatMap(([cell = '']) => {
      let scope = '';
      return cell
        .replaceAll(/\([^)]*\)| \d[\d.]*/g, '')
        .split(/[,;]/)
        .map((part) => {
          const name = part.trim();
          scope = name.startsWith('@') ? name.slice(0, name.indexOf('/') + 1) : scope;
          return { name, scoped: `${scope}${name}` };
        });
    });
  const isNamed = (name: string) =>
    named.some((entry) =>
      entry.name.endsWith('*')
        ? name.startsWith(entry.name.slice(0, -1))
        : entry.name === name || entry.scoped === name,
    );

  it('says of every package why it is here', () => {
    expect(installed.filter((name) => !isNamed(name))).toEqual([]);
  });

  it('names no package that is gone', () => {
    const gone = named.filter(
      ({ name, scoped }) => !name.endsWith('*') && !installed.includes(name) && !installed.includes(scoped),
    );
    expect(gone).toEqual([]);
  });

  it('says of every system package why it is installed', () => {
    const setup = read('scripts/setup/system-packages.mjs');
    const programs = [...setup.matchAll(/packages: \['([^']+)'/g)].map(([, name]) => name ?? '');
    const listed = tableRows(text, /^## System packages.*/m).flatMap(([cell = '']) =>
      cell
        .replaceAll(/\([^)]*\)/g, '')
        .split(',')
        .map((name) => name.trim()),
    );
    expect(programs.length).toBeGreaterThan(4);
    expect(programs.filter((name) => !listed.includes(name))).toEqual([]);
  });
});

it('every link between the documents leads to a file', () => {
  const broken = globSync(['*.md', 'docs/**/*.md', 'resources/**/*.md'], { cwd: root }).flatMap((file) =>
    [...read(file).matchAll(/\]\((?!https?:|#)([^)#\s]+)(?:#[^)]*)?\)/g)]
      .map(([, target]) => target ?? '')
      .filter((target) => !existsSync(join(root, dirname(file), target)))
      .map((target) => `${file}: ${target}`),
  );
  expect(broken).toEqual([]);
});

it('runbooks name only settings that exist', () => {
  const settings = read('docs/reference/settings.md');
  const unknown = globSync('docs/runbooks/*.md', { cwd: root }).flatMap((file) =>
    [...read(file).matchAll(/`(--[a-z-]+)/g)]
      .map(([, flag]) => flag ?? '')
      .filter((flag) => !new RegExp(`${flag}[ \`]`).test(settings))
      .map((flag) => `${file}: ${flag}`),
  );
  expect(unknown).toEqual([]);
});

it('docs/adr/README.md lists every record by its title', () => {
  const list = read('docs/adr/README.md');
  for (const file of globSync('docs/adr/[0-9]*.md', { cwd: root })) {
    const title = /^# \d+\. (.*)$/m.exec(read(file))?.[1];
    expect(list).toContain(`[${title}](${file.slice('docs/adr/'.length)})`);
  }
});
