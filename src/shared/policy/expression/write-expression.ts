import type { ASTNode } from '@marcbachmann/cel-js';

/**
 * The CEL text of a tree, plainly written. Places in the tree leave out the parentheses around it, and the library's own
 * `serialize` (8.0.0) splits characters beyond the basic plane.
 */
export function writeExpression(node: ASTNode): string {
  switch (node.op) {
    case 'value':
      return writeValue(node.args);
    case 'id':
      return node.args;
    case '.':
    case '.?':
      return `${operand(node.args[0])}${node.op}${node.args[1]}`;
    case '[]':
    case '[?]':
      return `${operand(node.args[0])}[${node.op === '[?]' ? '?' : ''}${writeExpression(node.args[1])}]`;
    case 'call':
      return `${node.args[0]}(${list(node.args[1])})`;
    case 'rcall':
      return `${operand(node.args[1])}.${node.args[0]}(${list(node.args[2])})`;
    case 'list':
      return `[${list(node.args)}]`;
    case 'map':
      return `{${node.args.map(([key, value]) => `${writeExpression(key)}: ${writeExpression(value)}`).join(', ')}}`;
    case '!_':
    case '-_':
      return `${node.op[0]}${operand(node.args)}`;
    case '?:': {
      const [condition, yes, no] = node.args;
      return `${operand(condition)} ? ${operand(yes)} : ${operand(no)}`;
    }
    default:
      return `${operand(node.args[0])} ${node.op} ${operand(node.args[1])}`;
  }
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
