import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { JsonIndex, JsonSyntaxError } from './json-index.ts';

function indexed(text: string, characters = Infinity): JsonIndex {
  const index = new JsonIndex(text);
  while (!index.step(characters));
  return index;
}

/** The value that an index says is there, by what JSON.parse makes of its scalars and keys. */
function valueOf(index: JsonIndex, node: number): unknown {
  const text = index.text.slice(index.startOf(node), index.endOf(node));
  if (!index.isContainer(node)) return JSON.parse(text);
  const members: [string, unknown][] = [];
  for (let child = node + 1; child < index.nextOf(node); child = index.nextOf(child)) {
    expect(index.parentOf(child)).toBe(node);
    const keyAt = index.keyAtOf(child);
    if (keyAt === -1) expect(index.itemOf(child)).toBe(members.length);
    const between = index.text.slice(keyAt, index.startOf(child)).trimEnd();
    const key = keyAt === -1 ? '' : (JSON.parse(between.slice(0, -1)) as string);
    members.push([key, valueOf(index, child)]);
  }
  expect(members).toHaveLength(index.countOf(node));
  return index.isObject(node) ? Object.fromEntries(members) : members.map(([, value]) => value);
}

const accepts = (read: () => unknown) => {
  try {
    read();
    return true;
  } catch {
    return false;
  }
};

describe('JsonIndex', () => {
  it('agrees with JSON.parse on any JSON, however it is laid out and in however small steps it is read', () => {
    fc.assert(
      fc.property(
        fc.jsonValue({ stringUnit: 'binary' }),
        fc.constantFrom(undefined, 2, '\t'),
        fc.constantFrom(1, 7, Infinity),
        (value, indent, characters) => {
          const text = JSON.stringify(value, undefined, indent);
          expect(valueOf(indexed(text, characters), 0)).toEqual(JSON.parse(text));
        },
      ),
      { numRuns: 60 },
    );
  });

  it('takes exactly the texts that JSON.parse takes', () => {
    const token = fc.constantFrom(
      '[',
      ']',
      '{',
      '}',
      ',',
      ':',
      '"',
      '"a"',
      '1',
      '-0.5e3',
      '01',
      'true',
      'nul',
      ' ',
    );
    fc.assert(
      fc.property(fc.array(token, { maxLength: 9 }), (tokens) => {
        const text = tokens.join('');
        expect(accepts(() => indexed(text, 2))).toBe(accepts(() => JSON.parse(text)));
      }),
      { numRuns: 2_000 },
    );
  });

  it('says where a text stops being JSON', () => {
    expect(() => indexed('{"a": 1,}')).toThrow(new JsonSyntaxError(8));
    expect(() => indexed('["open')).toThrow(new JsonSyntaxError(1));
    expect(() => indexed('["\\"')).toThrow(new JsonSyntaxError(1));
    expect(() => indexed('')).toThrow(new JsonSyntaxError(0));
  });

  it('finds the value at an offset, keys included', () => {
    const text = '{"first":[10,20],"second":{"inner":true}}';
    const index = indexed(text);
    const shown = (part: string) => {
      const node = index.nodeAt(text.indexOf(part));
      return text.slice(index.startOf(node), index.endOf(node));
    };
    expect(shown('20')).toBe('20');
    expect(shown('inner')).toBe('true');
    expect(shown('second')).toBe('{"inner":true}');
    expect(shown('{')).toBe(text);
  });

  it('reads a chain of 200,000 arrays', () => {
    const depth = 200_000;
    const index = indexed('['.repeat(depth) + ']'.repeat(depth));
    expect(index.size).toBe(depth);
    expect(index.nextOf(0)).toBe(depth);
    expect(index.parentOf(depth - 1)).toBe(depth - 2);
  });
});
