import type { SyntaxNode } from '@lezer/common';

/**
 * What stands beside each other at one level of an expression: operands, and the operators before, between and behind
 * them. The grammar is one of editors: it nests `a + b offset 5m` as `(a + b) offset 5m`, and `-1 ^ 2` as `(-1) ^ 2`. So
 * its nesting of operators is undone here, and done anew by precedence.
 */
export type TreeItem =
  | { readonly kind: 'operand'; readonly node: SyntaxNode }
  | PostfixItem
  | { readonly kind: 'sign'; readonly sign: string; readonly start: number }
  | { readonly kind: 'number'; readonly start: number; readonly end: number }
  | { readonly kind: 'operator'; readonly node: SyntaxNode; readonly modifiers: readonly SyntaxNode[] };

export interface PostfixItem {
  readonly kind: 'range' | 'subquery' | 'offset' | 'at';
  readonly node: SyntaxNode;
}

const POSTFIXES = {
  MatrixSelector: 'range',
  SubqueryExpr: 'subquery',
  OffsetExpr: 'offset',
  StepInvariantExpr: 'at',
} as const;
const BINARY_MODIFIERS = ['BoolModifier', 'MatchingModifierClause', 'FillModifier'];

function isPostfix(name: string): name is keyof typeof POSTFIXES {
  return Object.hasOwn(POSTFIXES, name);
}

/** The items of one level, from left to right. Without recursion: chains of operators may be long. */
export function treeItems(root: SyntaxNode, text: string): TreeItem[] {
  const items: TreeItem[] = [];
  const open: (SyntaxNode | TreeItem)[] = [root];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if ('kind' in next) items.push(next);
    else if (next.name === 'BinaryExpr') open.push(...binaryItems(next).reverse());
    else if (next.name === 'UnaryExpr') {
      const [operator, operand] = childrenOf(next);
      if (operand !== undefined) open.push(operand);
      if (operator !== undefined)
        items.push({ kind: 'sign', sign: text.slice(operator.from, operator.to), start: operator.from });
    } else if (isPostfix(next.name)) {
      const [operand] = childrenOf(next);
      open.push({ kind: POSTFIXES[next.name], node: next });
      if (operand !== undefined) open.push(operand);
    } else if (next.name === 'NumberDurationLiteral') items.push(...numberItems(next, text));
    else items.push({ kind: 'operand', node: next });
  }
  return items;
}

function binaryItems(node: SyntaxNode): (SyntaxNode | TreeItem)[] {
  const [left, operator, ...rest] = childrenOf(node);
  const right = rest.at(-1);
  const modifiers = rest.filter(({ name }) => BINARY_MODIFIERS.includes(name));
  const items: (SyntaxNode | TreeItem)[] = [];
  if (left !== undefined) items.push(left);
  if (operator !== undefined) items.push({ kind: 'operator', node: operator, modifiers });
  if (right !== undefined) items.push(right);
  return items;
}

/** The grammar takes a sign into the number; here it is an operator like any other. */
function numberItems(node: SyntaxNode, text: string): TreeItem[] {
  const literal = text.slice(node.from, node.to);
  const sign = /^[+-]\s*/.exec(literal)?.[0] ?? '';
  const number: TreeItem = { kind: 'number', start: node.from + sign.length, end: node.to };
  return sign === '' ? [number] : [{ kind: 'sign', sign: sign.charAt(0), start: node.from }, number];
}

/** Named children, without comments. */
export function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling)
    if (child.name !== 'LineComment') children.push(child);
  return children;
}

export function childNamed(node: SyntaxNode, name: string): SyntaxNode | null {
  return childrenOf(node).find((child) => child.name === name) ?? null;
}
