import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { JsonIndex } from './json-index.ts';
import { nameOf, pathOf, shownValue, valueText } from './json-text.ts';

function indexed(text: string): JsonIndex {
  const index = new JsonIndex(text);
  index.step(Infinity);
  return index;
}

describe('names, paths and values', () => {
  it('reads keys that contain what JSON is written with', () => {
    const key = 'a": {b:} \\';
    const index = indexed(`{ ${JSON.stringify(key)} \n :  [ 1, "x:y" ] }`);
    expect(nameOf(index, 1)).toBe(key);
    expect(nameOf(index, 3)).toBe('1');
    expect(nameOf(index, 0)).toBeNull();
    expect(pathOf(index, 3)).toBe(`$[${JSON.stringify(key)}][1]`);
    expect(pathOf(indexed('{"a":{"b":1}}'), 2)).toBe('$.a.b');
    expect(valueText(index, 3)).toBe('x:y');
    expect(valueText(index, 1)).toBe('[ 1, "x:y" ]');
  });

  it('shows the beginning of a text, however it is escaped where it is cut', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 2, max: 12 }), (text, most) => {
        const index = indexed(JSON.stringify(text));
        const shown = shownValue(index, 0, most);
        expect(text.startsWith(shown.text)).toBe(true);
        if (shown.more === 0) expect(shown.text).toBe(text);
      }),
    );
  });
});
