import type { ASTNode } from '@marcbachmann/cel-js';

/**
 * The CEL text of a tree, plainly written. Places in the tree leave out the parentheses around it, and the library's own
 * `serialize` (8.0.0) splits characters beyond the basic plane.
 */
export function writeExpression(node: ASTNode): string {
  if (node.op === 'value') return writeValue(node.args);
  if (node.op === 'id') return node.args;
  if (node.op === '.' || node.op === '.?') return `${operand(node.args[0])}${node.op}${node.args[1]}`;
  if (node.op === '[]' || node.op === '[?]')
    return `${operand(node.args[0])}[${writeExpression(node.args[1])}]`;
  if (node.op === 'call') return `${node.args[0]}(${list(node.args[1])})`;
  if (node.op === 'rcall') return `${operand(node.args[1])}.${node.args[0]}(${list(node.args[2])})`;
  if (node.op === 'list') return `[${list(node.args)}]`;
  if (node.op === '!_' || node.op === '-_') return `${node.op[0]}${operand(node.args)}`;
  if (node.op === '?:') {
    const [condition, yes, no] = node.args;
    return `${operand(condition)} ? ${operand(yes)} : ${operand(no)}`;
  }
  if (node.op === 'map')
    return `{${node.args.map((entry) => entry.map(writeExpression).join(': ')).join(', ')}}`;
  const [left, right] = node.args;
  return `${operand(left)} ${node.op} ${operand(right)}`;
}

function list(nodes: readonly ASTNode[]): string {
  return nodes.map(writeExpression).join(', ');
}

/** In parentheses where it would not hold together without them. */
function operand(node: ASTNode): string {
  if (node.op === '-_' && node.args.op === 'value') return writeExpression(node);
  const isWhole =
    ['value', 'id', '.', '.?', '[]', '[?]', 'call', 'rcall', 'list', 'map'].includes(node.op) ||
    node.op === '!_';
  return isWhole ? writeExpression(node) : `(${writeExpression(node)})`;
}

function writeValue(value: (ASTNode & { op: 'value' })['args']): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number')
    return Number.isInteger(value) && Math.abs(value) < 1e21 ? `${value}.0` : String(value);
  if (value instanceof Uint8Array) return `b"${[...value].map(hex).join('')}"`;
  if (typeof value === 'object' && value !== null) return `${String(value.value)}u`;
  return String(value);
}

function hex(byte: number): string {
  return `\\x${byte.toString(16).padStart(2, '0')}`;
}
