import type { ASTNode } from '@marcbachmann/cel-js';

/** Macros that go through a list, binding a name to each of its elements. */
export const LIST_MACROS: ReadonlySet<string> = new Set(['exists', 'all', 'exists_one', 'filter', 'map']);

/** What a node is made of, as it was written: macros with their name and body. */
export function childrenOf(node: ASTNode): readonly ASTNode[] {
  if (node.op === 'value' || node.op === 'id') return [];
  if (node.op === '.' || node.op === '.?') return [node.args[0]];
  if (node.op === 'call') return node.args[1];
  if (node.op === 'rcall') return [node.args[1], ...node.args[2]];
  if (node.op === 'map') return node.args.flat();
  if (node.op === '!_' || node.op === '-_') return [node.args];
  return node.args;
}

/** A chain of names such as `guards.pii.hits`; null: the node is something else. */
export function pathOf(node: ASTNode): string | null {
  if (node.op === 'id') return node.args;
  if (node.op !== '.') return null;
  const owner = pathOf(node.args[0]);
  return owner === null ? null : `${owner}.${node.args[1]}`;
}

/** The operands of a chain of `&&` (or `||`), from left to right. */
export function operandsOf(node: ASTNode, operator: '&&' | '||'): readonly ASTNode[] {
  const operands: ASTNode[] = [];
  const open = [node];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next.op === operator) open.push(next.args[1], next.args[0]);
    else operands.push(next);
  }
  return operands;
}
