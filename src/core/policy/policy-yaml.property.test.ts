import fc from 'fast-check';
import { expect, it } from 'vitest';
import { policyContentSchema, type PolicyContent } from '../../shared/policy/index.ts';
import { readPolicyYaml, writePolicyYaml } from './policy-yaml.ts';

/** What YAML could take for something else, or fold. */
const odd = fc.constantFrom(
  'yes',
  'null',
  '1e3',
  '0x1f',
  '2026-11-22',
  '- a',
  '# none',
  '*a',
  '&a',
  '!a',
  '? a',
  'a: b',
  '"',
  "'",
  '{{',
  '\u0085 \u2028',
  'a\n\n  b\n',
  '---\n...',
  '\uFEFF',
  `${'word '.repeat(60)}\n ${'w'.repeat(200)}`,
);
const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 120 }), odd);
const short = fc
  .oneof(fc.string({ unit: 'grapheme', maxLength: 60 }), odd)
  .map((each) => `${each}x`.trim().slice(0, 200));

const arbitraryContent: fc.Arbitrary<PolicyContent> = fc
  .record({
    name: short,
    description: text,
    priority: fc.integer({ min: -1_000, max: 1_000 }),
    rules: fc.array(
      fc.record({
        name: short,
        enabled: fc.boolean(),
        when: text,
        message: short,
        schema: fc.jsonValue({ maxDepth: 3 }),
      }),
      { maxLength: 4 },
    ),
  })
  .map(({ rules, ...set }) =>
    policyContentSchema.parse({
      ...set,
      rules: rules.map(({ message, schema, ...rule }, number) => ({
        id: `rule-${number}`,
        ...rule,
        actions: [{ type: 'block', message }, { type: 'check_json', schema }, { type: 'redact' }],
      })),
    }),
  );

it('a set that is written as YAML is read as it was, whatever its texts', () => {
  fc.assert(
    fc.property(arbitraryContent, (content) => {
      expect(readPolicyYaml(writePolicyYaml(content))).toEqual(content);
    }),
    { numRuns: 60 },
  );
});
