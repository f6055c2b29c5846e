import { describe, expect, it } from 'vitest';
import { isStructured, membersOf, structureOf, textOf } from './json-value.ts';

describe('structureOf', () => {
  it('takes JSON in text apart, and leaves text that only looks like it', () => {
    expect(structureOf(' {"a":[1]} ')).toEqual({ a: [1] });
    expect(structureOf('[not json')).toBe('[not json');
    expect(structureOf('12')).toBe('12');
    expect(structureOf(12)).toBe(12);
  });
});

describe('membersOf', () => {
  it('lists the members of arrays and objects only', () => {
    expect(membersOf(['a', null])).toEqual([
      ['0', 'a'],
      ['1', null],
    ]);
    expect(membersOf({ __proto__x: 1 })).toEqual([['__proto__x', 1]]);
    expect(membersOf('text')).toBeNull();
    expect(membersOf(null)).toBeNull();
  });
});

describe('textOf', () => {
  it('copies text as itself and structures as JSON', () => {
    expect(textOf('a "quoted" text')).toBe('a "quoted" text');
    expect(textOf({ a: 1 })).toBe('{\n  "a": 1\n}');
    expect(isStructured({}) && isStructured([]) && !isStructured(null)).toBe(true);
  });
});
