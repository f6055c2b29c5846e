import type { ASTNode } from '@marcbachmann/cel-js';
import { comparisonOf, writeComparison, type Comparison } from './comparison.ts';
import { parseExpression } from './expression.ts';
import { operandsOf } from './expression-tree.ts';

/** Whether all rows must hold, or any. */
export type FormJoin = 'all' | 'any';

/** At least two rows within the form, which are joined the other way. */
export interface FormGroup {
  readonly join: FormJoin;
  readonly rows: readonly Comparison[];
}

/** A condition as rows to fill in. No row: always. */
export interface Form {
  readonly join: FormJoin;
  readonly rows: readonly (Comparison | FormGroup)[];
}

const OPERATORS = { all: '&&', any: '||' } as const;

/**
 * The form of a condition; null: it says more than a form can, or is not valid. A single row, or none, is joined by `all`.
 */
export function formFromExpression(text: string): Form | null {
  if (text.trim() === '') return { join: 'all', rows: [] };
  const root = parseExpression(text);
  if (root === null) return null;
  const join = root.op === '||' ? 'any' : 'all';
  const rows = operandsOf(root, OPERATORS[join]).map((operand) => rowFrom(operand, join));
  return rows.every((row) => row !== null) ? { join, rows } : null;
}

function rowFrom(node: ASTNode, outer: FormJoin): Comparison | FormGroup | null {
  const join = outer === 'all' ? 'any' : 'all';
  const operands = operandsOf(node, OPERATORS[join]);
  if (operands.length === 1) return comparisonOf(node);
  const rows = operands.map(comparisonOf);
  return rows.every((row) => row !== null) ? { join, rows } : null;
}

/** The CEL text of a form. */
export function expressionFromForm({ join, rows }: Form): string {
  return rows
    .map((row) =>
      'rows' in row
        ? `(${row.rows.map(writeComparison).join(` ${OPERATORS[row.join]} `)})`
        : writeComparison(row),
    )
    .join(` ${OPERATORS[join]} `);
}

/**
 * The form as its text brings it back: groups that are joined like the form, or have one row, are rows of the form; a single
 * group is the form.
 */
export function simplifyForm({ join, rows }: Form): Form {
  const flat = rows.flatMap<Comparison | FormGroup>((row) =>
    'rows' in row && (row.join === join || row.rows.length < 2) ? row.rows : [row],
  );
  const [only] = flat;
  if (flat.length === 1 && only !== undefined && 'rows' in only) return { join: only.join, rows: only.rows };
  return flat.length < 2 ? { join: 'all', rows: flat } : { join, rows: flat };
}
