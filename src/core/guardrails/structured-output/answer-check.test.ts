import { describe, expect, it } from 'vitest';
import { SignalboxError } from '../../../shared/errors.ts';
import { answerCheck, MAX_PROBLEMS } from './answer-check.ts';
import { repairMessages } from './repair-messages.ts';

const ORDER = {
  type: 'object',
  properties: {
    id: { type: 'string', pattern: '^[A-Z]{2}-\\d+$' },
    size: { enum: ['S', 'M', 'L'] },
    items: {
      type: 'array',
      minItems: 1,
      items: { type: 'object', properties: { price: { type: 'number', minimum: 0 } }, required: ['price'] },
    },
  },
  required: ['id', 'items'],
  additionalProperties: false,
};
const good = JSON.stringify({ id: 'AB-1', size: 'M', items: [{ price: 3 }] });

describe('an answer that should be JSON', () => {
  const check = answerCheck(ORDER);

  it('fits, also in a code fence unless fences do not count', () => {
    expect(check.problems(good)).toEqual([]);
    for (const fenced of [`\`\`\`json\n${good}\n\`\`\``, `\n~~~\n${good}\n~~~\n`, `\`\`\`\n${good}\`\`\``]) {
      expect(check.problems(fenced)).toEqual([]);
      expect(check.problems(fenced, { fences: false })).toEqual(['the answer is not JSON']);
    }
  });

  it('is not JSON', () => {
    for (const answer of ['', 'Sure! Here it is: {}', '{"id":', `\`\`\`json\n${good}`, 'undefined']) {
      expect(check.problems(answer)).toEqual(['the answer is not JSON']);
    }
  });

  it('is told all that is wrong, in words to act on', () => {
    const answer = { id: 'x', size: 'XL', colour: 'red', items: [{ price: '3' }, {}] };
    expect(check.problems(JSON.stringify(answer)).sort()).toEqual([
      '/id must match pattern "^[A-Z]{2}-\\d+$"',
      '/items/0/price must be number',
      "/items/1 must have required property 'price'",
      '/size must be one of ["S","M","L"]',
      "the value must not have the property 'colour'",
    ]);
  });

  it('is not told of more than it can act on', () => {
    const names = Array.from({ length: 100 }, (_, i) => [`name${i}`, 1]);
    expect(check.problems(JSON.stringify(Object.fromEntries(names)))).toHaveLength(MAX_PROBLEMS);
  });

  it('cannot borrow names from the prototype', () => {
    const required = answerCheck({ type: 'object', required: ['toString', '__proto__'] });
    expect(required.problems('{}')).toHaveLength(2);
    expect(required.problems('{"toString":1,"__proto__":2}')).toEqual([]);
  });
});

describe('drafts', () => {
  const tuple = [{ type: 'string' }, { type: 'number' }];
  it('2020-12 unless the schema says 07', () => {
    const later = answerCheck({ prefixItems: tuple });
    const draft07 = answerCheck({ $schema: 'http://json-schema.org/draft-07/schema#', items: tuple });
    for (const check of [later, draft07]) {
      expect(check.problems('["a", 1]')).toEqual([]);
      expect(check.problems('[1, "a"]')).toHaveLength(2);
    }
    expect(refusal({ items: tuple })).toContain('not valid');
    expect(refusal({ $schema: 'http://json-schema.org/draft-04/schema#' })).toContain('draft');
  });

  it('follows references within the schema, recursive ones too', () => {
    const check = answerCheck({
      $ref: '#/$defs/tree',
      $defs: {
        tree: {
          type: 'object',
          properties: {
            name: { $ref: '#/$defs/a~1b%25' },
            children: { type: 'array', items: { $ref: '#/$defs/tree' } },
          },
          required: ['name'],
        },
        'a/b%': { type: 'string' },
      },
    });
    expect(check.problems('{"name":"a","children":[{"name":"b"}]}')).toEqual([]);
    expect(check.problems('{"name":"a","children":[{"name":1}]}')).toEqual([
      '/children/0/name must be string',
    ]);
  });

  it('compares items of a list whatever the order of their keys', () => {
    const check = answerCheck({ uniqueItems: true });
    expect(check.problems('[{"a":1,"b":2},{"b":2,"a":1}]')).toEqual([
      'the value must NOT have duplicate items',
    ]);
    expect(check.problems('[1,"1",[1],{"a":1},{"a":2}]')).toEqual([]);
    expect(answerCheck({ uniqueItems: false }).problems('[1,1]')).toEqual([]);
  });
});

function refusal(schema: unknown): string {
  try {
    answerCheck(schema);
  } catch (error) {
    if (error instanceof SignalboxError && error.code === 'JSON_SCHEMA_REFUSED') return error.message;
    throw error;
  }
  return 'accepted';
}

/** `levels` definitions, each of which asks for the next one twice: 2^levels evaluations of one value. */
function doubling(levels: number, link: (ref: string) => object): object {
  const definitions = Object.fromEntries(
    Array.from({ length: levels }, (_, i) => [
      `d${i}`,
      link(i + 1 < levels ? `#/$defs/d${i + 1}` : '#/$defs/end'),
    ]),
  );
  return { $ref: '#/$defs/d0', $defs: { ...definitions, end: { type: 'number' } } };
}

describe('a hostile schema', () => {
  it.each<[string, unknown, string]>([
    ['no schema', 'x', 'not a schema'],
    ['nothing', undefined, 'not a schema'],
    ['a type that does not exist', { type: 'text' }, 'not valid'],
    ['a remote reference', { $ref: 'https://example.com/schema.json' }, 'leads out of it'],
    ['a file reference', { $ref: 'file:///etc/passwd' }, 'leads out of it'],
    ['a dangling reference', { $ref: '#/$defs/none' }, 'leads to no schema'],
    [
      'a reference into a constant',
      { $ref: '#/const/a', const: { a: { type: 'string' } } },
      'leads to no schema',
    ],
    ['an id inside', { properties: { a: { $id: 'https://example.com/a' } } }, '$id'],
    ['an anchor that does not exist', { $ref: '#nowhere' }, 'nowhere'],
    ['an asynchronous schema', { $async: true }, '$async'],
    ['a back reference', { pattern: '(a)\\1' }, 'invalid escape'],
    ['a huge repetition', { pattern: '((a{1000}){1000}){1000}' }, 'repe'],
    ['a long pattern', { pattern: 'a'.repeat(2_000) }, 'longer than'],
    ['a huge enum', { enum: Array.from({ length: 100_000 }, (_, i) => `value ${i}`) }, 'longer than'],
    ['many subschemas', { allOf: Array.from({ length: 5_000 }, () => ({})) }, 'more than'],
    ['many patterns', { allOf: Array.from({ length: 200 }, (_, i) => ({ pattern: `a${i}` })) }, 'more than'],
    ['a deep one', Array.from({ length: 100 }).reduce((inner) => ({ not: inner }), {}), 'deeper'],
  ])('is refused: %s', (_name, schema, reason) => {
    expect(refusal(schema)).toContain(reason);
  });

  it.each<[string, unknown, string]>([
    ['itself without end', { $ref: '#' }, '1'],
    ['itself twice', { allOf: [{ $ref: '#' }, { $ref: '#' }] }, '1'],
    ['doubling conjunctions', doubling(40, ($ref) => ({ allOf: [{ $ref }, { $ref }] })), '1'],
    ['doubling disjunctions', doubling(40, ($ref) => ({ anyOf: [{ $ref }, { $ref }] })), '"x"'],
    ['doubling exclusions', doubling(40, ($ref) => ({ oneOf: [{ $ref }, { not: { $ref } }] })), '"x"'],
    [
      'doubling with the depth of the answer',
      { allOf: [{ properties: { a: { $ref: '#' } } }, { properties: { a: { $ref: '#' } } }] },
      '{"a":'.repeat(200) + '1' + '}'.repeat(200),
    ],
  ])('ends: %s', (_name, schema, answer) => {
    expect(answerCheck(schema).problems(answer).join()).toMatch(/too large|too deep/);
  });

  it.each([
    ['nested repetitions', '^(a+)+$', 'a'.repeat(50_000) + '!'],
    ['overlapping alternatives', '^(a|aa)+$', 'a'.repeat(50_000) + '!'],
    ['a large program', `^${'(a|b|ab)*'.repeat(60)}$`, 'ab'.repeat(5_000) + '!'],
  ])('has patterns that end: %s', (_name, pattern, text) => {
    expect(answerCheck({ pattern }).problems(JSON.stringify(text))).toHaveLength(1);
  });

  it('is compiled in bounded time, as large as it may be', () => {
    const names = Array.from({ length: 490 }, (_, i) => [`p${i}`, { enum: [i] }] as const);
    expect(refusal({ properties: Object.fromEntries(names) })).toBe('accepted');
  });

  it('cannot fill the memory with errors', () => {
    const names = Array.from({ length: 1_000 }, (_, i) => `n${i}`);
    const answer = JSON.stringify(Array.from({ length: 20_000 }, () => ({})));
    const found = answerCheck({ items: { required: names } }).problems(answer);
    expect(found).toEqual(["/0 must have required property 'n0'"]);
  });

  it('does not run what is in its names', () => {
    const name = '"]; globalThis.stolen = 1; //`${globalThis.stolen = 1}\u2028';
    const check = answerCheck({
      properties: { [name]: { const: name } },
      required: [name],
      patternProperties: { '^x-': { enum: [name] } },
    });
    expect(check.problems(JSON.stringify({ [name]: name }))).toEqual([]);
    expect(check.problems('{}')).toHaveLength(1);
    expect('stolen' in globalThis).toBe(false);
  });
});

describe('an answer of some size', () => {
  const rows = (count: number) =>
    JSON.stringify({
      id: 'AB-1',
      items: Array.from({ length: count }, (_, i) => ({ price: i, name: `item ${i}` })),
    });

  it('is checked whole, and a deep one does not break the check', () => {
    expect(answerCheck(ORDER).problems(rows(5_000))).toEqual([]);
    expect(answerCheck(ORDER).problems('['.repeat(100_000))).toEqual(['the answer is not JSON']);
    const deep = '['.repeat(50_000) + ']'.repeat(50_000);
    expect(answerCheck({ items: { $ref: '#' } }).problems(deep)).toEqual([
      'the answer is nested too deep to be checked',
    ]);
  });

  it('has a check that is compiled once', () => {
    const schema = { type: 'object', properties: { once: { type: 'null' } } };
    expect(answerCheck(structuredClone(schema))).toBe(answerCheck(structuredClone(schema)));
  });
});

it('asks the model to mend its answer', () => {
  const [said, asked] = repairMessages('{}', ["the value must have required property 'id'"], ORDER);
  expect(said).toEqual({ role: 'assistant', text: '{}' });
  expect(asked?.role).toBe('user');
  expect(asked?.text).toContain("- the value must have required property 'id'");
  expect(asked?.text).toContain(JSON.stringify(ORDER));
  expect(repairMessages('{}', ['x'], null)[1]?.text).not.toContain('schema is:');
});
