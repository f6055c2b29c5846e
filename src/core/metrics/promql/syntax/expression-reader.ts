import type { SyntaxNode } from '@lezer/common';
import type { SignalboxError } from '../../../../shared/errors.ts';
import {
  AGGREGATION_OPERATORS,
  BINARY_OPERATORS,
  type AggregationOperator,
  type BinaryOperator,
  type Expression,
} from './expression.ts';
import { isFunctionName } from './function-signatures.ts';
import { parseNumber, parseString } from './literals.ts';
import { addPostfix } from './postfixes.ts';
import { readMatching, readNames, readSelector } from './read-parts.ts';
import { syntaxError } from './syntax-error.ts';
import { childNamed, childrenOf, treeItems, type PostfixItem, type TreeItem } from './tree-items.ts';

/** Expressions that are nested deeper could exhaust the stack of who walks through them. */
export const MAX_DEPTH = 500;
const UNARY_BINDS = 6;

/** Reads a tree of the grammar, which has no errors, into expressions. */
export class ExpressionReader {
  readonly #text: string;
  readonly #depths = new WeakMap<Expression, number>();
  #level = 0;

  constructor(text: string) {
    this.#text = text;
  }

  read(node: SyntaxNode): Expression {
    this.#enter(node.from);
    const items = new Items(treeItems(node, this.#text));
    const expression = this.#binary(items, 0);
    const rest = items.peek();
    if (rest !== undefined) throw this.#error(placeOf(rest), 'an operator is missing');
    this.#level -= 1;
    return expression;
  }

  /** Precedence climbing: takes operators that bind at least as tightly as `least`. */
  #binary(items: Items, least: number): Expression {
    let left = this.#operand(items);
    for (;;) {
      const item = items.peek();
      if (item?.kind !== 'operator') return left;
      const operator = this.#operator(item.node);
      const binds = BINARY_OPERATORS[operator];
      if (binds < least) return left;
      items.next();
      this.#enter(item.node.from);
      const right = this.#binary(items, operator === '^' ? binds : binds + 1);
      this.#level -= 1;
      left = this.#kept(
        {
          kind: 'binary',
          operator,
          left,
          right,
          ...this.#modifiers(item.modifiers),
          start: left.start,
          end: right.end,
        },
        left,
        right,
      );
    }
  }

  #operand(items: Items): Expression {
    const item = items.next();
    if (item === undefined) throw this.#error(this.#text.length, 'unexpected end of input');
    if (item.kind === 'sign') {
      this.#enter(item.start);
      const expression = this.#binary(items, UNARY_BINDS);
      this.#level -= 1;
      const operator = item.sign === '-' ? '-' : '+';
      return this.#kept(
        { kind: 'unary', operator, expression, start: item.start, end: expression.end },
        expression,
      );
    }
    let operand =
      item.kind === 'number'
        ? this.#number(item.start, item.end)
        : item.kind === 'operand'
          ? this.#primary(item.node)
          : null;
    if (operand === null) throw this.#error(placeOf(item), 'an operand is missing');
    for (let next = items.peek(); isPostfixItem(next); next = items.peek()) {
      items.next();
      const inner: Expression = operand;
      operand = this.#kept(addPostfix(inner, next.kind, next.node, this.#text), inner);
    }
    return operand;
  }

  #primary(node: SyntaxNode): Expression {
    const place = { start: node.from, end: node.to };
    switch (node.name) {
      case 'StringLiteral':
        return { kind: 'string', value: this.#string(node), ...place };
      case 'ParenExpr': {
        const [inner] = childrenOf(node);
        if (inner === undefined) break;
        const expression = this.read(inner);
        return this.#kept({ kind: 'paren', expression, ...place }, expression);
      }
      case 'VectorSelector':
        return { kind: 'selector', ...readSelector(node, this.#text), ...place };
      case 'FunctionCall':
        return this.#call(node);
      case 'AggregateExpr':
        return this.#aggregation(node);
      default:
        break;
    }
    throw this.#error(
      node.from,
      `${JSON.stringify(this.#slice(node).slice(0, 50))} is not part of PromQL here`,
    );
  }

  #call(node: SyntaxNode): Expression {
    const [identifier, body] = childrenOf(node);
    const name = identifier === undefined ? '' : this.#slice(identifier);
    if (!isFunctionName(name) || body === undefined)
      throw this.#error(node.from, `unknown function with name ${JSON.stringify(name)}`);
    const args = childrenOf(body).map((child) => this.read(child));
    return this.#kept({ kind: 'call', name, args, start: node.from, end: node.to }, ...args);
  }

  #aggregation(node: SyntaxNode): Expression {
    const [operatorNode] = childrenOf(node);
    const body = childNamed(node, 'FunctionCallBody');
    const operator = operatorNode === undefined ? '' : this.#slice(operatorNode).toLowerCase();
    if (!isAggregation(operator) || body === null)
      throw this.#error(node.from, `unknown aggregation ${JSON.stringify(operator)}`);
    const args = childrenOf(body).map((child) => this.read(child));
    const wanted = TAKES_PARAMETER.has(operator) ? 2 : 1;
    const expression = args[wanted - 1];
    if (args.length !== wanted || expression === undefined)
      throw this.#error(
        node.from,
        `wrong number of arguments for aggregate expression provided, expected ${wanted}, got ${args.length}`,
      );
    const modifier = childNamed(node, 'AggregateModifier');
    const labels = modifier === null ? null : childNamed(modifier, 'GroupingLabels');
    return this.#kept(
      {
        kind: 'aggregation',
        operator,
        parameter: wanted === 2 ? (args[0] ?? null) : null,
        expression,
        grouping: labels === null ? [] : readNames(labels, this.#text),
        without: modifier !== null && childNamed(modifier, 'Without') !== null,
        start: node.from,
        end: node.to,
      },
      ...args,
    );
  }

  #operator(node: SyntaxNode): BinaryOperator {
    const operator = this.#slice(node).toLowerCase();
    if (!isBinaryOperator(operator))
      throw this.#error(node.from, `the operator ${JSON.stringify(operator)} is not supported`);
    return operator;
  }

  #modifiers(nodes: readonly SyntaxNode[]) {
    const fill = nodes.find(({ name }) => name === 'FillModifier');
    if (fill !== undefined) throw this.#error(fill.from, 'fill is not supported');
    const matching = nodes.find(({ name }) => name === 'MatchingModifierClause');
    return {
      returnBool: nodes.some(({ name }) => name === 'BoolModifier'),
      matching: matching === undefined ? null : readMatching(matching, this.#text),
    };
  }

  #number(start: number, end: number): Expression {
    const text = this.#text.slice(start, end);
    const isWhole = !/\w/.test(this.#text.charAt(end));
    const value = isWhole ? parseNumber(text) : null;
    if (value === null) throw this.#error(start, `${JSON.stringify(text)} is not a number`);
    return { kind: 'number', value, start, end };
  }

  #string(node: SyntaxNode): string {
    const read = parseString(this.#slice(node));
    if (typeof read === 'string') throw this.#error(node.from, read);
    return read.value;
  }

  /** Notes how deep an expression is, over its parts. */
  #kept<T extends Expression>(expression: T, ...parts: readonly Expression[]): T {
    const depth = 1 + Math.max(0, ...parts.map((part) => this.#depths.get(part) ?? 0));
    if (depth > MAX_DEPTH) throw this.#tooDeep(expression.start);
    this.#depths.set(expression, depth);
    return expression;
  }

  #enter(place: number): void {
    this.#level += 1;
    if (this.#level > MAX_DEPTH) throw this.#tooDeep(place);
  }

  #tooDeep(place: number): SignalboxError {
    return this.#error(place, `the expression is nested deeper than ${MAX_DEPTH} levels`);
  }

  #slice(node: SyntaxNode): string {
    return this.#text.slice(node.from, node.to);
  }

  #error(place: number, reason: string): SignalboxError {
    return syntaxError(this.#text, place, reason);
  }
}

const TAKES_PARAMETER: ReadonlySet<string> = new Set(['topk', 'bottomk', 'quantile', 'count_values']);

class Items {
  readonly #items: readonly TreeItem[];
  #at = 0;

  constructor(items: readonly TreeItem[]) {
    this.#items = items;
  }

  peek(): TreeItem | undefined {
    return this.#items[this.#at];
  }

  next(): TreeItem | undefined {
    return this.#items[this.#at++];
  }
}

function isPostfixItem(item: TreeItem | undefined): item is PostfixItem {
  return item !== undefined && ['range', 'subquery', 'offset', 'at'].includes(item.kind);
}

function placeOf(item: TreeItem): number {
  return 'node' in item ? item.node.from : item.start;
}

function isAggregation(name: string): name is AggregationOperator {
  return AGGREGATION_OPERATORS.some((operator) => operator === name);
}

function isBinaryOperator(name: string): name is BinaryOperator {
  return Object.hasOwn(BINARY_OPERATORS, name);
}
