import { describe, expect, it } from 'vitest';
import { groupAttributes, searchAttributes, typeOf } from './attribute-groups.ts';

const named = (...keys: string[]) => keys.map((key) => ({ key, value: key.length }));

describe('groupAttributes', () => {
  it('groups by the beginning of names, model calls first, those alone last', () => {
    const attributes = named(
      'http.method',
      'url',
      'gen_ai.usage.output_tokens',
      'http.route',
      'gen_ai.usage.input_tokens',
      'gen_ai.system',
      'gen_ai.agent',
      'db.name',
      'gen_ai.input.messages',
    );
    expect(
      groupAttributes(attributes).map(({ name, attributes: members }) => [
        name,
        members.map(({ key }) => key),
      ]),
    ).toEqual([
      ['gen_ai', ['gen_ai.agent', 'gen_ai.input.messages', 'gen_ai.system']],
      ['gen_ai.usage', ['gen_ai.usage.input_tokens', 'gen_ai.usage.output_tokens']],
      ['http', ['http.method', 'http.route']],
      [null, ['db.name', 'url']],
    ]);
    expect(groupAttributes([])).toEqual([]);
  });
});

describe('searchAttributes', () => {
  it('looks in names and values, upper and lower case alike', () => {
    const attributes = [
      { key: 'http.method', value: 'GET' },
      { key: 'tags', value: ['Blue', 2] },
    ];
    expect(searchAttributes(attributes, ' get ')).toEqual([attributes[0]]);
    expect(searchAttributes(attributes, 'blue')).toEqual([attributes[1]]);
    expect(searchAttributes(attributes, '')).toEqual(attributes);
  });
});

describe('typeOf', () => {
  it('says what OpenTelemetry calls it', () => {
    expect([1, 0.5, true, 'a', [], {}, null].map((value) => typeOf(value, undefined))).toEqual([
      'int',
      'double',
      'bool',
      'string',
      'array',
      'map',
      'empty',
    ]);
    expect(typeOf(3, 'double')).toBe('double');
    expect(typeOf('AAEC', 'bytes')).toBe('bytes');
  });
});
