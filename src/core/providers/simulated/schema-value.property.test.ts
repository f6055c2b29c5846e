import fc from 'fast-check';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { Random } from './random.ts';
import { schemaValue } from './schema-value.ts';

const leaf = fc.oneof(
  fc.constant({ type: 'boolean' }),
  fc.constant({ type: 'null' }),
  fc.record({ type: fc.constant('string'), maxLength: fc.integer({ min: 3, max: 9 }) }),
  fc.tuple(fc.integer({ min: -50, max: 50 }), fc.nat({ max: 20 })).map(([minimum, span]) => ({
    type: 'integer',
    minimum,
    maximum: minimum + span,
  })),
  fc.array(fc.string(), { minLength: 1, maxLength: 4 }).map((options) => ({ enum: options })),
);
const { schema } = fc.letrec<{ schema: object }>((tie) => ({
  schema: fc.oneof(
    { maxDepth: 3, depthIdentifier: 'schema' },
    leaf,
    tie('schema').map((items) => ({ type: 'array', items, minItems: 1, maxItems: 3 })),
    fc.dictionary(fc.stringMatching(/^[a-z]{1,6}$/), tie('schema'), { maxKeys: 3 }).map((properties) => ({
      type: 'object',
      properties,
      required: Object.keys(properties),
    })),
  ),
}));

test('the value conforms to its schema and follows from the seed', () => {
  fc.assert(
    fc.property(schema, fc.string(), fc.integer(), (given, prompt, seed) => {
      const value = schemaValue(given, prompt, new Random(seed));
      expect(z.fromJSONSchema(given as z.core.JSONSchema.JSONSchema).safeParse(value).error).toBeUndefined();
      expect(schemaValue(given, prompt, new Random(seed))).toEqual(value);
    }),
  );
});

test('a schema that refers to itself ends', () => {
  const node = { type: 'object', properties: { next: { $ref: '#/$defs/node' } }, required: ['next'] };
  const value = schemaValue({ $ref: '#/$defs/node', $defs: { node } }, '', new Random(1));
  expect(JSON.stringify(value).length).toBeLessThan(500);
});
