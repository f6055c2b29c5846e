import { readFileSync, writeFileSync } from 'node:fs';
import { format } from 'oxfmt';
import { describe, expect, it } from 'vitest';
import { checkExpression, POLICY_FUNCTIONS } from '../../shared/policy/expression/index.ts';
import {
  completeInput,
  POLICY_FIELDS,
  policyActionSchema,
  policyInputSchema,
  type PolicyInput,
} from '../../shared/policy/index.ts';
import { checkContent } from './check-content.ts';
import { readPolicyYaml } from './policy-yaml.ts';

const page = new URL('../../../docs/reference/policies.md', import.meta.url);
const read = () => readFileSync(page, 'utf8');

function withTable(text: string, name: string, rows: string[]): string {
  return text.replace(
    new RegExp(`(<!-- ${name} -->\n)[^]*(<!-- /${name} -->)`),
    (_, open: string, close: string) => `${open}\n${rows.join('\n')}\n\n${close}`,
  );
}

/** The paths of everything that an input holds, guards aside. */
function pathsOf(input: PolicyInput): string[] {
  return Object.entries(input)
    .filter(([group]) => group !== 'guards')
    .flatMap(([group, fields]) => Object.keys(fields).map((field) => `${group}.${field}`));
}

describe('the reference of policies', () => {
  it('has the fields and functions of the environment', async () => {
    const fields = POLICY_FIELDS.map(
      ({ path, type, description, example }) => `| \`${path}\` | ${type} | ${description} | \`${example}\` |`,
    );
    const functions = POLICY_FUNCTIONS.map(
      ({ signature, description, example }) => `| \`${signature}\` | ${description} | \`${example}\` |`,
    );
    const filled = withTable(
      withTable(read(), 'fields', [
        '| field | type | what it is | example |',
        '| - | - | - | - |',
        ...fields,
      ]),
      'functions',
      ['| function | what it says | example |', '| - | - | - |', ...functions],
    );
    const { code: expected } = await format('policies.md', filled);
    if (process.env.UPDATE_DOCS === '1') writeFileSync(page, expected);
    expect(read()).toBe(expected);
  });

  it('has a row for every action', () => {
    const rows = [...read().matchAll(/^\| `(\w+)` +\|/gm)].map(([, name]) => name);
    for (const { shape } of policyActionSchema.options) expect(rows).toContain(shape.type.value);
  });

  it('has examples that are valid', () => {
    const [yaml = ''] = [...read().matchAll(/```yaml\n([^]+?)```/g)].map(([, text = '']) => text);
    checkContent(readPolicyYaml(yaml));
    const [cel = ''] = [...read().matchAll(/```cel\n([^]+?)\n```/g)].map(([, text = '']) => text);
    const examples = [
      ...cel.split('\n'),
      ...POLICY_FIELDS.map(({ example }) => example),
      ...POLICY_FUNCTIONS.map(({ example }) => example),
    ];
    expect(examples.length).toBeGreaterThan(60);
    for (const example of examples) expect(checkExpression(example).error, example).toBeNull();
  });
});

it('every name of a policy input can be asked for, and reads as it is', () => {
  const known = new Set(POLICY_FIELDS.map(({ path }) => path));
  const input = completeInput();
  expect(policyInputSchema.parse(input)).toEqual(input);
  for (const path of pathsOf(input)) expect(known, path).toContain(path);
});
