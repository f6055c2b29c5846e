import type { LabelMatcher } from '../../series-source.ts';
import type { FunctionName } from './function-signatures.ts';
import type { ValueType } from './value-type.ts';

export const AGGREGATION_OPERATORS = [
  'avg',
  'bottomk',
  'count',
  'count_values',
  'group',
  'max',
  'min',
  'quantile',
  'stddev',
  'stdvar',
  'sum',
  'topk',
] as const;
export type AggregationOperator = (typeof AGGREGATION_OPERATORS)[number];

/** How tightly each binary operator binds; `^` alone is right-associative. */
export const BINARY_OPERATORS = {
  or: 1,
  and: 2,
  unless: 2,
  '==': 3,
  '!=': 3,
  '<=': 3,
  '<': 3,
  '>=': 3,
  '>': 3,
  '+': 4,
  '-': 4,
  '*': 5,
  '/': 5,
  '%': 5,
  atan2: 5,
  '^': 6,
} as const;
export type BinaryOperator = keyof typeof BINARY_OPERATORS;

/** The moment that `@` names; start and end are those of the query. */
export type AtModifier = { readonly kind: 'time'; readonly ms: number } | { readonly kind: 'start' | 'end' };

/** Where a node stands in the text, as offsets of characters. */
export interface Place {
  readonly start: number;
  readonly end: number;
}

export interface NumberLiteral extends Place {
  readonly kind: 'number';
  readonly value: number;
}

export interface StringLiteral extends Place {
  readonly kind: 'string';
  readonly value: string;
}

/** An instant vector; a range vector where `rangeMs` is a number. */
export interface Selector extends Place {
  readonly kind: 'selector';
  /** The name before the braces; its matcher is the first of `matchers`. */
  readonly name: string | null;
  readonly matchers: readonly LabelMatcher[];
  readonly rangeMs: number | null;
  readonly offsetMs: number;
  readonly at: AtModifier | null;
}

export interface Subquery extends Place {
  readonly kind: 'subquery';
  readonly expression: Expression;
  readonly rangeMs: number;
  /** Null: the evaluator's default. */
  readonly stepMs: number | null;
  readonly offsetMs: number;
  readonly at: AtModifier | null;
}

export interface Aggregation extends Place {
  readonly kind: 'aggregation';
  readonly operator: AggregationOperator;
  readonly parameter: Expression | null;
  readonly expression: Expression;
  readonly grouping: readonly string[];
  readonly without: boolean;
}

export interface VectorMatching {
  /** Whether `labels` are those to compare (`on`) or those to leave out (`ignoring`). */
  readonly on: boolean;
  readonly labels: readonly string[];
  /** The side that may have many. */
  readonly group: 'left' | 'right' | null;
  readonly include: readonly string[];
}

export interface Binary extends Place {
  readonly kind: 'binary';
  readonly operator: BinaryOperator;
  readonly left: Expression;
  readonly right: Expression;
  readonly returnBool: boolean;
  readonly matching: VectorMatching | null;
}

export interface Unary extends Place {
  readonly kind: 'unary';
  readonly operator: '+' | '-';
  readonly expression: Expression;
}

export interface Call extends Place {
  readonly kind: 'call';
  readonly name: FunctionName;
  readonly args: readonly Expression[];
}

export interface Paren extends Place {
  readonly kind: 'paren';
  readonly expression: Expression;
}

export type Expression =
  | NumberLiteral
  | StringLiteral
  | Selector
  | Subquery
  | Aggregation
  | Binary
  | Unary
  | Call
  | Paren;

/** A query that was read and checked. */
export interface PromqlExpression {
  readonly text: string;
  readonly root: Expression;
  readonly type: ValueType;
}

/** The expression inside of any parentheses. */
export function withoutParens(expression: Expression): Expression {
  let inner = expression;
  while (inner.kind === 'paren') inner = inner.expression;
  return inner;
}
