import { describe, expect, it } from 'vitest';
import { readYaml } from './read-yaml.ts';

const nested = (depth: number) => `a: ${'['.repeat(depth)}${']'.repeat(depth)}`;

describe('reading YAML of a caller', () => {
  it('reads what people write', () => {
    expect(
      readYaml('\uFEFFname: yes # no boolean in YAML 1.2\r\nrules:\r\n  - {id: a, when: "x > 1"}\r\n'),
    ).toEqual({
      name: 'yes',
      rules: [{ id: 'a', when: 'x > 1' }],
    });
    expect(readYaml('')).toBeNull();
    expect(readYaml(nested(50))).toHaveProperty('a');
  });

  it.each([
    ['a: 1\nb:\n  c: 1\n  c: 2', 'The key c stands twice at line 4, column 3'],
    ['a: &a 1\nb: *a', 'Aliases are not supported at line 2, column 4'],
    ['a: 1\n---\nb: 2', 'A second document begins at line 2, column 1'],
    ['a: !!js/function x', 'Unresolved tag: tag:yaml.org,2002:js/function at line 1, column 4'],
    ['a:\n\tb: 1', 'Tabs are not allowed as indentation at line 2, column 1'],
    [nested(101), 'It is nested too deep at line 1, column 102'],
  ])('%j: %s', (text, message) => {
    expect(() => readYaml(text)).toThrow(new Error(message));
  });

  it('a document nested without end is refused, and does not exhaust the stack', () => {
    for (const text of [nested(20_000), '{'.repeat(3_000), '- '.repeat(5_000), '? '.repeat(3_000)])
      expect(() => readYaml(text)).toThrow(/^It is nested too deep at line 1/);
  });

  it('the time for a map grows with its keys, not with their square', () => {
    // Comparing each with each, this takes half a minute of a processor.
    const text = Array.from({ length: 20_000 }, (_, key) => `k${key}:`).join('\n');
    expect(Object.keys(readYaml(text) as object)).toHaveLength(20_000);
  });
});
