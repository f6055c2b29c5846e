import type { SyntaxNode } from '@lezer/common';
import { filterParser } from '../../../shared/filter/index.ts';

/** What can be completed before the cursor. */
export interface CompletionPlace {
  readonly kind: 'field' | 'value';
  /** Of a value: the field, `has` or `@` and a key. */
  readonly field: string;
  /** What is replaced, and what of it has been typed. */
  readonly from: number;
  readonly typed: string;
}

/** What the cursor is in, or null where nothing can be proposed: within quoted text and after comparisons. */
export function completionPlace(text: string, position: number): CompletionPlace | null {
  const before = text.slice(0, position);
  const node = filterParser.parse(before).resolveInner(position, -1);
  const clause = clauseOf(node);
  if (clause !== null) return inClause(clause, before, position);
  const quoted = node.name === 'Quoted' || node.name === 'UnclosedQuoted';
  if (quoted && node.to === position) return null;
  const [typed = ''] = /[^\s()"]*$/.exec(before) ?? [];
  return { kind: 'field', field: '', from: position - typed.length, typed };
}

function clauseOf(node: SyntaxNode): SyntaxNode | null {
  for (let at: SyntaxNode | null = node; at !== null; at = at.parent) if (at.name === 'Clause') return at;
  return null;
}

function inClause(clause: SyntaxNode, before: string, position: number): CompletionPlace | null {
  const fieldNode = clause.firstChild;
  if (fieldNode?.name !== 'Field') return null;
  const field = before.slice(fieldNode.from, fieldNode.to - 1);
  const last = clause.lastChild ?? fieldNode;
  const isTyped = ['Value', 'Quoted', 'UnclosedQuoted'].includes(last.name);
  if (last.name === 'Quoted') return null;
  const from = isTyped ? last.from : position;
  return { kind: 'value', field, from, typed: before.slice(from, position).replace(/^"/, '') };
}
