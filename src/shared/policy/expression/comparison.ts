import type { ASTNode } from '@marcbachmann/cel-js';
import { z } from 'zod';
import { pathOf } from './expression-tree.ts';
import {
  POLICY_FIELD_BY_PATH,
  type PolicyField,
  type PolicyFieldType,
  type PolicyFieldValue,
  type PolicySubject,
} from '../policy-fields.ts';
import { containsWord, matchesGlob, matchesPattern } from './text-tests.ts';

/** How a field is compared with a constant. */
export const comparisonOperatorSchema = z.enum([
  'eq',
  'not_eq',
  'in',
  'not_in',
  'gt',
  'ge',
  'lt',
  'le',
  'contains',
  'not_contains',
  'starts_with',
  'not_starts_with',
  'ends_with',
  'not_ends_with',
  'word',
  'not_word',
  'glob',
  'not_glob',
  'matches',
  'not_matches',
  'includes',
  'not_includes',
]);
export type ComparisonOperator = z.infer<typeof comparisonOperatorSchema>;
type PositiveOperator = Exclude<ComparisonOperator, `not_${string}`>;

/** One field against a constant: a row of the form, and what the engine can ask without CEL. */
export interface Comparison {
  readonly field: string;
  readonly operator: ComparisonOperator;
  readonly value: string | number | boolean | readonly string[] | readonly number[];
}

/** The operators that make sense for a type of field, in the order of a menu. */
export const OPERATORS_OF: Readonly<Record<PolicyFieldType, readonly ComparisonOperator[]>> = {
  string: comparisonOperatorSchema.options.filter(
    (operator) => !/^(not_includes|includes|gt|ge|lt|le)$/.test(operator),
  ),
  int: ['eq', 'not_eq', 'gt', 'ge', 'lt', 'le', 'in', 'not_in'],
  double: ['eq', 'not_eq', 'gt', 'ge', 'lt', 'le'],
  bool: ['eq'],
  'list<string>': ['includes', 'not_includes'],
  'list<Message>': [],
};

/** The comparison that a node is; null: it is something else. */
export function comparisonOf(node: ASTNode): Comparison | null {
  if (node.op === '!_') {
    const inner = comparisonOf(node.args);
    return inner === null ? null : opposite(inner);
  }
  const field = fieldOf(node);
  if (field?.type === 'bool') return { field: field.path, operator: 'eq', value: true };
  if (node.op === 'call') return ofText(FUNCTION_OPERATORS[node.args[0]], node.args[1][0], node.args[1][1]);
  if (node.op === 'rcall' && node.args[2].length === 1)
    return ofText(METHOD_OPERATORS[node.args[0]], node.args[1], node.args[2][0]);
  if (node.op === 'in') return ofMembership(node.args[0], node.args[1]);
  if (node.op in BINARY_OPERATORS) return ofBinary(node);
  return null;
}

const FUNCTION_OPERATORS: Readonly<Record<string, PositiveOperator>> = {
  re: 'matches',
  glob: 'glob',
  containsWord: 'word',
};
const METHOD_OPERATORS: Readonly<Record<string, PositiveOperator>> = {
  contains: 'contains',
  startsWith: 'starts_with',
  endsWith: 'ends_with',
};
const BINARY_OPERATORS: Readonly<Record<string, ComparisonOperator>> = {
  '==': 'eq',
  '!=': 'not_eq',
  '>': 'gt',
  '>=': 'ge',
  '<': 'lt',
  '<=': 'le',
};

function fieldOf(node: ASTNode | undefined): PolicyField | undefined {
  const path = node === undefined ? null : pathOf(node);
  return path === null ? undefined : POLICY_FIELD_BY_PATH.get(path);
}

/** `!` before an order is no operator of its own. */
function opposite(comparison: Comparison): Comparison | null {
  const { operator, value } = comparison;
  if (typeof value === 'boolean') return { ...comparison, value: !value };
  const other = operator.startsWith('not_') ? operator.slice('not_'.length) : `not_${operator}`;
  const known = comparisonOperatorSchema.safeParse(other);
  return known.success ? { ...comparison, operator: known.data } : null;
}

function ofText(
  operator: PositiveOperator | undefined,
  subject: ASTNode | undefined,
  object: ASTNode | undefined,
): Comparison | null {
  const field = fieldOf(subject);
  if (operator === undefined || field?.type !== 'string') return null;
  const value = object === undefined ? undefined : constantOf(object);
  return typeof value === 'string' ? { field: field.path, operator, value } : null;
}

function ofMembership(element: ASTNode, list: ASTNode): Comparison | null {
  const among = fieldOf(list);
  const sought = constantOf(element);
  if (among?.type === 'list<string>' && typeof sought === 'string')
    return { field: among.path, operator: 'includes', value: sought };
  const field = fieldOf(element);
  if (field === undefined || list.op !== 'list') return null;
  const values = list.args.map(constantOf);
  if (field.type === 'string' && values.every((value) => typeof value === 'string'))
    return { field: field.path, operator: 'in', value: values };
  if (field.type === 'int' && list.args.every(isWhole) && values.every((value) => typeof value === 'number'))
    return { field: field.path, operator: 'in', value: values };
  return null;
}

function ofBinary(node: ASTNode): Comparison | null {
  const operator = BINARY_OPERATORS[node.op];
  const [left, right] = node.args as [ASTNode, ASTNode];
  const field = fieldOf(left);
  const value = constantOf(right);
  if (operator === undefined || field === undefined || value === undefined) return null;
  const isOrder = operator !== 'eq' && operator !== 'not_eq';
  if (field.type === 'string')
    return typeof value === 'string' && !isOrder ? { field: field.path, operator, value } : null;
  if (field.type !== 'int' && field.type !== 'double') return null;
  return typeof value === 'number' ? { field: field.path, operator, value } : null;
}

function isWhole(node: ASTNode): boolean {
  return node.op === '-_' ? isWhole(node.args) : node.op === 'value' && typeof node.args === 'bigint';
}

/** Numbers that a double cannot hold exactly are left to CEL. */
function constantOf(node: ASTNode): string | number | undefined {
  if (node.op === '-_') {
    const value = constantOf(node.args);
    return typeof value === 'number' && value !== 0 ? -value : undefined;
  }
  if (node.op !== 'value') return undefined;
  const value = node.args;
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : undefined;
  return typeof value === 'string' || typeof value === 'number' ? value : undefined;
}

/** The comparison as a function of the subject: the same as its CEL text, without CEL. */
export function comparisonTest(
  { operator, value }: Comparison,
  read: PolicyField['read'],
): (subject: PolicySubject) => boolean {
  const isOpposite = operator.startsWith('not_');
  const test = TESTS[(isOpposite ? operator.slice('not_'.length) : operator) as PositiveOperator];
  return isOpposite ? (subject) => !test(read(subject), value) : (subject) => test(read(subject), value);
}

type Test = (actual: PolicyFieldValue, value: Comparison['value']) => boolean;
const onText =
  (test: (actual: string, value: string) => boolean): Test =>
  (actual, value) =>
    typeof actual === 'string' && typeof value === 'string' && test(actual, value);
const onNumbers =
  (test: (actual: number, value: number) => boolean): Test =>
  (actual, value) =>
    typeof actual === 'number' && typeof value === 'number' && test(actual, value);
const among = (list: unknown, value: unknown): boolean => Array.isArray(list) && list.includes(value);

const TESTS: Readonly<Record<PositiveOperator, Test>> = {
  eq: (actual, value) => actual === value,
  in: (actual, value) => among(value, actual),
  gt: onNumbers((actual, value) => actual > value),
  ge: onNumbers((actual, value) => actual >= value),
  lt: onNumbers((actual, value) => actual < value),
  le: onNumbers((actual, value) => actual <= value),
  contains: onText((actual, value) => actual.includes(value)),
  starts_with: onText((actual, value) => actual.startsWith(value)),
  ends_with: onText((actual, value) => actual.endsWith(value)),
  word: onText(containsWord),
  glob: onText(matchesGlob),
  matches: onText(matchesPattern),
  includes: (actual, value) => among(actual, value),
};

/** The CEL text of a comparison. */
export function writeComparison({ field, operator, value }: Comparison): string {
  if (typeof value === 'boolean') return value ? field : `!${field}`;
  const written = writeConstant(value);
  if (operator === 'not_eq') return `${field} != ${written}`;
  if (!operator.startsWith('not_')) return WRITE[operator as PositiveOperator](field, written);
  const positive = operator.slice('not_'.length) as PositiveOperator;
  const inner = WRITE[positive](field, written);
  return positive === 'in' || positive === 'includes' ? `!(${inner})` : `!${inner}`;
}

const WRITE: Readonly<Record<PositiveOperator, (field: string, value: string) => string>> = {
  eq: (field, value) => `${field} == ${value}`,
  gt: (field, value) => `${field} > ${value}`,
  ge: (field, value) => `${field} >= ${value}`,
  lt: (field, value) => `${field} < ${value}`,
  le: (field, value) => `${field} <= ${value}`,
  in: (field, value) => `${field} in ${value}`,
  contains: (field, value) => `${field}.contains(${value})`,
  starts_with: (field, value) => `${field}.startsWith(${value})`,
  ends_with: (field, value) => `${field}.endsWith(${value})`,
  word: (field, value) => `containsWord(${field}, ${value})`,
  glob: (field, value) => `glob(${field}, ${value})`,
  matches: (field, value) => `re(${field}, ${value})`,
  includes: (field, value) => `${value} in ${field}`,
};

/** A constant in CEL, whose escapes are those of JSON. */
function writeConstant(value: string | number | readonly (string | number)[]): string {
  if (Array.isArray(value)) return `[${value.map(writeConstant).join(', ')}]`;
  return typeof value === 'string' ? JSON.stringify(value) : String(value);
}
