import type { ASTNode } from '@marcbachmann/cel-js';
import { POLICY_FIELD_BY_PATH, type PolicySubject } from '../policy-fields.ts';
import { comparisonOf, comparisonTest, type Comparison } from './comparison.ts';
import { compileExpression, compilePart } from './expression.ts';
import { operandsOf } from './expression-tree.ts';

/** One of the parts that a condition joins with `&&`. */
export interface ConditionPart {
  /** Its CEL text, written plainly. */
  readonly source: string;
  /** Paths of fields. */
  readonly reads: readonly string[];
  /**
   * What it is, if it compares fields with constants: one of these comparisons must hold. Such a part is tested without CEL.
   * Null: it is something else.
   */
  readonly comparisons: readonly Comparison[] | null;
  /** @throws Error with a message for people: it has no value for this subject */
  readonly test: (subject: PolicySubject) => boolean;
}

/** A condition in parts: it holds when all of them do. No part: always. */
export type Condition = readonly ConditionPart[];

/** Compiles a condition. @throws Error with a message for people: `checkExpression` does not accept it */
export function compileCondition(text: string): Condition {
  if (text.trim() === '') return [];
  return operandsOf(compileExpression(text).root, '&&').map(toPart);
}

function toPart(node: ASTNode): ConditionPart {
  const expression = compilePart(node);
  return {
    source: expression.source,
    reads: [...expression.reads],
    comparisons: alternativesOf(node),
    test: testWithoutCel(node) ?? ((subject) => expression.evaluate(subject)),
  };
}

function alternativesOf(node: ASTNode): readonly Comparison[] | null {
  const comparisons = operandsOf(node, '||').map(comparisonOf);
  return comparisons.every((comparison) => comparison !== null) ? comparisons : null;
}

/** A test of comparisons alone, however they are joined; they always have a value. Null: the node needs CEL. */
function testWithoutCel(node: ASTNode): ConditionPart['test'] | null {
  const comparison = comparisonOf(node);
  if (comparison !== null) {
    const field = POLICY_FIELD_BY_PATH.get(comparison.field);
    return field === undefined ? null : comparisonTest(comparison, field.read);
  }
  if (node.op === '!_') {
    const test = testWithoutCel(node.args);
    return test === null ? null : (subject) => !test(subject);
  }
  if (node.op !== '&&' && node.op !== '||') return null;
  const tests = operandsOf(node, node.op).map(testWithoutCel);
  if (!tests.every((test) => test !== null)) return null;
  return node.op === '&&'
    ? (subject) => tests.every((test) => test(subject))
    : (subject) => tests.some((test) => test(subject));
}
