import {
  EvaluationError,
  ParseError,
  TypeError as CelTypeError,
  type ASTNode,
  type ParseResult,
} from '@marcbachmann/cel-js';
import { celContext, celEnvironment } from './cel-environment.ts';
import { findForbidden, type ExpressionProblem } from './expression-rules.ts';
import { childrenOf, LIST_MACROS, pathOf } from './expression-tree.ts';
import type { PolicySubject } from '../policy-fields.ts';
import { MAX_EXPRESSION_LENGTH } from '../policy-set.ts';
import { writeExpression } from './write-expression.ts';

/** A condition that can be asked. */
export interface Expression {
  readonly root: ASTNode;
  readonly source: string;
  /** The fields that it reads, by their paths. */
  readonly reads: ReadonlySet<string>;
  /** @throws Error with a message for people: it has no value for this subject */
  evaluate(subject: PolicySubject): boolean;
}

export interface CheckedExpression {
  readonly ok: boolean;
  /** What it comes to, as far as that is known: `bool` for every condition that is right. */
  readonly type: string | null;
  /** What is wrong with it, and where, in UTF-16 units; `to` is exclusive. */
  readonly error: ExpressionProblem | null;
  readonly reads: ReadonlySet<string>;
}

const ALWAYS: CheckedExpression = { ok: true, type: 'bool', error: null, reads: new Set() };

/** Checks a condition as it is when it is saved: syntax, types, and that it cannot take long. Empty: always. */
export function checkExpression(text: string): CheckedExpression {
  if (text.trim() === '') return ALWAYS;
  const { expression, type, error } = read(text);
  return { ok: error === null, type, error, reads: expression?.reads ?? new Set() };
}

/** Compiles a condition. @throws Error with a message for people: `checkExpression` does not accept it */
export function compileExpression(text: string): Expression {
  const { expression, error } = read(text);
  if (expression === null || error !== null)
    throw new Error(error?.message ?? 'The expression is not valid.');
  return expression;
}

/** Compiles a part of a compiled condition that is a condition itself. The library evaluates whole expressions only. */
export function compilePart(node: ASTNode): Expression {
  const parsed = celEnvironment.parse(writeExpression(node));
  // The types of the part agree, as the whole does; the library would else check them during the first call.
  parsed.check();
  return expressionOf(parsed);
}

/** The tree of a condition that `checkExpression` accepts; null: it does not. */
export function parseExpression(text: string): ASTNode | null {
  const { expression, error } = read(text);
  return error === null ? (expression?.root ?? null) : null;
}

interface Read {
  readonly expression: Expression | null;
  readonly type: string | null;
  readonly error: ExpressionProblem | null;
}

function read(text: string): Read {
  const failed = (error: ExpressionProblem, type: string | null = null): Read => ({
    expression: null,
    type,
    error,
  });
  const whole = { from: 0, to: text.length };
  if (text.length > MAX_EXPRESSION_LENGTH)
    return failed({ message: `A condition has at most ${MAX_EXPRESSION_LENGTH} characters.`, ...whole });
  try {
    const parsed = celEnvironment.parse(text);
    const forbidden = findForbidden(parsed.ast);
    if (forbidden !== null) return failed(forbidden);
    const checked = parsed.check();
    if (!checked.valid) return failed(problemOf(checked.error, text));
    const type = checked.type ?? 'dyn';
    if (type !== 'bool')
      return failed({ message: `A condition is true or false; this is of type ${type}.`, ...whole }, type);
    return { expression: expressionOf(parsed), type, error: null };
  } catch (error) {
    return failed(problemOf(error, text));
  }
}

function expressionOf(parsed: ParseResult): Expression {
  return {
    root: parsed.ast,
    source: parsed.ast.input,
    reads: readsOf(parsed.ast),
    evaluate: (subject) => evaluate(parsed, subject),
  };
}

function evaluate(parsed: ParseResult, subject: PolicySubject): boolean {
  let value: unknown;
  try {
    value = parsed(celContext(subject));
  } catch (error) {
    // The message of the library shows the whole expression around the place; the summary is enough.
    throw new Error(error instanceof EvaluationError ? error.summary : String(error), { cause: error });
  }
  if (typeof value !== 'boolean') throw new Error('The condition is neither true nor false.');
  return value;
}

function problemOf(error: unknown, text: string): ExpressionProblem {
  if (!(error instanceof ParseError || error instanceof CelTypeError || error instanceof EvaluationError))
    return {
      message: error instanceof RangeError ? 'The expression is nested too deep.' : String(error),
      from: 0,
      to: text.length,
    };
  const { start, end } = error.range ?? { start: 0, end: text.length };
  const from = Math.min(start, text.length);
  if (error.code === 'limit_exceeded') {
    const message = 'The expression has too many parts, or is nested too deep.';
    return { message, from: 0, to: text.length };
  }
  return { message: `${error.summary}.`, from, to: Math.max(from, Math.min(end, text.length)) };
}

/** Paths from a variable of the environment; names that a macro binds are none of its. */
function readsOf(root: ASTNode): ReadonlySet<string> {
  const reads = new Set<string>();
  const visit = (node: ASTNode, bound: ReadonlySet<string>): void => {
    const path = pathOf(node);
    if (path !== null) {
      if (!bound.has(path.split('.')[0] ?? '')) reads.add(path);
      return;
    }
    if (node.op === 'rcall' && LIST_MACROS.has(node.args[0])) {
      const [, list, [variable, ...bodies]] = node.args;
      visit(list, bound);
      const inner = variable?.op === 'id' ? new Set([...bound, variable.args]) : bound;
      for (const body of bodies) visit(body, inner);
      return;
    }
    for (const child of childrenOf(node)) visit(child, bound);
  };
  visit(root, new Set());
  return reads;
}
