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
  /** What it is, if it compares one field with a constant; such a part is tested without CEL. */
  readonly comparison: Comparison | null;
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
  const comparison = comparisonOf(node);
  const field = comparison === null ? undefined : POLICY_FIELD_BY_PATH.get(comparison.field);
  return {
    source: expression.source,
    reads: [...expression.reads],
    comparison,
    test:
      comparison === null || field === undefined
        ? (subject) => expression.evaluate(subject)
        : comparisonTest(comparison, field.read),
  };
}
