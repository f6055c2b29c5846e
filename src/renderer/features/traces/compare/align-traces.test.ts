import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MOST_CELLS } from './align-siblings.ts';
import { alignTraces } from './align-traces.ts';
import { DIFFERENCE, findDifferences, placesWithDifferences } from './differences.ts';
import { spansOf, type SpanSketch } from './testing/span-sketches.ts';

/** The merged tree as text: indented names, `-` for the first trace only, `+` for the second only. */
function merged(a: SpanSketch[], b: SpanSketch[]): string[] {
  const [first, second] = [spansOf(a), spansOf(b)];
  const tree = alignTraces(first, second);
  return Array.from({ length: tree.count }, (_, place) => {
    const [rowA, rowB] = [tree.a[place] ?? -1, tree.b[place] ?? -1];
    const sign = rowB === -1 ? '- ' : rowA === -1 ? '+ ' : '';
    const name = rowA === -1 ? second.name[rowB] : first.name[rowA];
    return `${'  '.repeat(tree.depth[place] ?? 0)}${sign}${name}`;
  });
}

describe('aligning two traces', () => {
  it('puts steps that were inserted and removed between those that stayed', () => {
    expect(
      merged(
        ['root', ['root', 'chat'], ['root', 'search'], ['root', 'chat'], ['root', 'save']],
        ['root', ['root', 'chat'], ['root', 'fetch'], ['root', 'chat'], ['root', 'search'], ['root', 'chat']],
      ),
    ).toEqual(['root', '  chat', '  + fetch', '  + chat', '  search', '  chat', '  - save']);
  });

  it('keeps what is below a step that has no partner with it', () => {
    expect(merged(['root', ['root', 'tool'], ['tool', 'query']], ['root'])).toEqual([
      'root',
      '  - tool',
      '    - query',
    ]);
  });

  it('prefers those of repeated siblings whose subtrees are the same', () => {
    const loop = (...tools: string[]): SpanSketch[] => [
      'root',
      ...tools.flatMap((tool, index): SpanSketch[] => [
        ['root', 'step', `step${index}`],
        [`step${index}`, tool],
      ]),
    ];
    expect(merged(loop('a', 'c'), loop('a', 'b', 'c'))).toEqual([
      'root',
      '  step',
      '    a',
      '  + step',
      '    + b',
      '  step',
      '    c',
    ]);
  });

  it('takes another model, and other numbers in a name, for the same step', () => {
    expect(
      merged(
        ['root', ['root', 'chat gpt-4o', 'x', 'gpt-4o'], ['root', 'GET /orders/17']],
        ['root', ['root', 'chat claude', 'x', 'claude'], ['root', 'GET /orders/4711']],
      ),
    ).toEqual(['root', '  chat gpt-4o', '  GET /orders/17']);
  });

  it('aligns very long lists of siblings too, in time', () => {
    const long = Math.ceil(Math.sqrt(MOST_CELLS)) * 10;
    const list = (changed: number): SpanSketch[] => [
      'root',
      ...Array.from({ length: long }, (_, index): SpanSketch => [
        'root',
        index % changed === 5 ? 'odd' : `k${index % 7}`,
      ]),
    ];
    const [a, b] = [spansOf(list(1000)), spansOf(list(900))];
    const tree = alignTraces(a, b);
    expect(tree.a.filter((row, place) => row !== -1 && tree.b[place] !== -1).length).toBeGreaterThan(
      long * 0.9,
    );
  });

  it('follows a chain of 10,000 spans', () => {
    const chain: SpanSketch[] = ['s0'];
    for (let index = 1; index < 10_000; index += 1) chain.push([`s${index - 1}`, `s${index}`]);
    const tree = alignTraces(spansOf(chain), spansOf(chain));
    expect(tree.count).toBe(10_000);
    expect(tree.depth.at(-1)).toBe(9_999);
  });

  it('keeps every span once, in its place, whatever the traces', () => {
    const trace = fc
      .array(fc.tuple(fc.nat(), fc.constantFrom('a', 'b', 'c')), { minLength: 1, maxLength: 30 })
      .map((steps) =>
        steps.map(([above, name], index): SpanSketch =>
          index === 0 ? ['', name, '0'] : [`${above % index}`, name, `${index}`],
        ),
      );
    fc.assert(
      fc.property(trace, trace, (a, b) => {
        const [first, second] = [spansOf(a), spansOf(b)];
        const tree = alignTraces(first, second);
        const rows = (column: Int32Array) => [...column].filter((row) => row !== -1);
        expect(rows(tree.a).sort((x, y) => x - y)).toEqual([...first.parent.keys()]);
        expect(rows(tree.b).sort((x, y) => x - y)).toEqual([...second.parent.keys()]);
        for (let place = 0; place < tree.count; place += 1) {
          const above = tree.parent[place] ?? -1;
          const [rowA, rowB] = [tree.a[place] ?? -1, tree.b[place] ?? -1];
          if (rowA !== -1) expect(first.parent[rowA]).toBe(above === -1 ? -1 : tree.a[above]);
          if (rowB !== -1) expect(second.parent[rowB]).toBe(above === -1 ? -1 : tree.b[above]);
        }
        expect(merged(a, a).some((line) => /^ *[+-] /.test(line))).toBe(false);
      }),
      { numRuns: 60 },
    );
  });
});

describe('differences', () => {
  const differences = (a: SpanSketch[], b: SpanSketch[]) => {
    const [first, second] = [spansOf(a), spansOf(b)];
    const tree = alignTraces(first, second);
    return { tree, ...findDifferences(tree, first, second) };
  };
  const span = (
    above: string,
    name: string,
    more: Partial<{ ms: number; cost: number; isError: boolean }> = {},
  ): SpanSketch => [above, name, name, null, more];

  it('leaves noise out', () => {
    const { steps } = differences(
      [span('', 'root', { ms: 1000 }), span('root', 'call', { ms: 400, cost: 1000 })],
      [span('', 'root', { ms: 1003 }), span('root', 'call', { ms: 430, cost: 1040 })],
    );
    expect(steps).toEqual([]);
  });

  it('marks the slow step and not what stands above it', () => {
    const { marks, counts } = differences(
      [span('', 'root', { ms: 1000 }), span('root', 'call', { ms: 400, cost: 1000 })],
      [span('', 'root', { ms: 1900 }), span('root', 'call', { ms: 1300, cost: 3000, isError: true })],
    );
    expect([...marks]).toEqual([0, DIFFERENCE.failed | DIFFERENCE.slower | DIFFERENCE.dearer]);
    expect(counts).toMatchObject({ failed: 1, slower: 1, dearer: 1, added: 0 });
  });

  it('steps to an added subtree once, and shows it with what stands above it', () => {
    const { tree, steps, marks, counts } = differences(
      ['root', ['root', 'a'], ['root', 'b']],
      ['root', ['root', 'a'], ['root', 'b'], ['b', 'new'], ['new', 'inner']],
    );
    expect(steps).toHaveLength(1);
    expect(counts.added).toBe(1);
    expect(placesWithDifferences(tree, marks)).toEqual([0, 2, 3, 4]);
  });
});
