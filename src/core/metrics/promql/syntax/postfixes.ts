import type { SyntaxNode } from '@lezer/common';
import type { AtModifier, Expression, Selector, Subquery } from './expression.ts';
import { parseNumber } from './literals.ts';
import { readDuration } from './read-parts.ts';
import { syntaxError } from './syntax-error.ts';
import { childNamed, childrenOf } from './tree-items.ts';

const GREATEST_SECONDS = 2 ** 63 / 1_000;

/** An operand with what stands behind it: `[5m]`, `[1h:5m]`, `offset 5m` or `@ 1234`. */
export function addPostfix(
  operand: Expression,
  kind: 'range' | 'subquery' | 'offset' | 'at',
  node: SyntaxNode,
  text: string,
): Expression {
  switch (kind) {
    case 'range':
      return addRange(operand, node, text);
    case 'subquery':
      return makeSubquery(operand, node, text);
    case 'offset':
      return addOffset(operand, node, text);
    case 'at':
      return addAt(operand, node, text);
  }
}

function addRange(operand: Expression, node: SyntaxNode, text: string): Selector {
  if (operand.kind !== 'selector' || operand.rangeMs !== null)
    throw syntaxError(text, operand.start, 'ranges only allowed for vector selectors');
  if (operand.offsetMs !== 0)
    throw syntaxError(text, operand.start, 'no offset modifiers allowed before range');
  if (operand.at !== null) throw syntaxError(text, operand.start, 'no @ modifiers allowed before range');
  const duration = childNamed(node, 'DurationExpr');
  if (duration === null) throw syntaxError(text, node.to, 'a duration is missing');
  return { ...operand, rangeMs: readDuration(duration, text), end: node.to };
}

function makeSubquery(operand: Expression, node: SyntaxNode, text: string): Subquery {
  const [range, step] = childrenOf(node).filter(({ name }) => name === 'DurationExpr');
  if (range === undefined) throw syntaxError(text, node.to, 'a duration is missing');
  return {
    kind: 'subquery',
    expression: operand,
    rangeMs: readDuration(range, text),
    stepMs: step === undefined ? null : readDuration(step, text),
    offsetMs: 0,
    at: null,
    start: operand.start,
    end: node.to,
  };
}

function addOffset(operand: Expression, node: SyntaxNode, text: string): Selector | Subquery {
  const moved = movable(operand, 'offset modifier', text);
  if (moved.offsetMs !== 0) throw syntaxError(text, operand.start, 'offset may not be set multiple times');
  const duration = childNamed(node, 'OffsetDurationExpr');
  if (duration === null) throw syntaxError(text, node.to, 'a duration is missing');
  const written = childNamed(duration, 'UnaryOp');
  const inner = written === null ? duration : childNamed(duration, 'OffsetDurationExpr');
  if (inner === null) throw syntaxError(text, duration.from, 'a duration is missing');
  const isBack = written === null || text.slice(written.from, written.to) === '+';
  if (written !== null && isBack) throw syntaxError(text, written.from, 'unexpected "+"');
  const ms = readDuration(inner, text);
  return { ...moved, offsetMs: isBack ? ms : -ms, end: node.to };
}

function addAt(operand: Expression, node: SyntaxNode, text: string): Selector | Subquery {
  const moved = movable(operand, '@ modifier', text);
  if (moved.at !== null)
    throw syntaxError(text, operand.start, '@ <timestamp> may not be set multiple times');
  return { ...moved, at: readAt(node, text), end: node.to };
}

function readAt(node: SyntaxNode, text: string): AtModifier {
  const named = childNamed(node, 'AtModifierPreprocessors');
  if (named !== null) return { kind: childNamed(named, 'AtStart') === null ? 'end' : 'start' };
  const literal = childrenOf(node).at(-1);
  const written = literal === undefined ? '' : text.slice(literal.from, literal.to);
  const sign = /^[+-]\s*/.exec(written)?.[0] ?? '';
  const seconds = parseNumber(written.slice(sign.length));
  if (seconds === null || !Number.isFinite(seconds) || seconds >= GREATEST_SECONDS)
    throw syntaxError(text, literal?.from ?? node.from, `timestamp out of bounds for @ modifier: ${written}`);
  return { kind: 'time', ms: Math.round((sign.startsWith('-') ? -seconds : seconds) * 1_000) };
}

function movable(operand: Expression, what: string, text: string): Selector | Subquery {
  if (operand.kind === 'selector' || operand.kind === 'subquery') return operand;
  throw syntaxError(
    text,
    operand.start,
    `${what} must be preceded by an instant vector selector or range vector selector or a subquery`,
  );
}
