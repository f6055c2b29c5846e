import type { LabelMatcher } from '../../series-source.ts';
import type { Aggregation, Binary, Expression, Selector, Subquery } from './expression.ts';
import { printDuration, printNumber, printString } from './literals.ts';

/** An expression as text, on one line. Reading it gives the same expression again. */
export function printExpression(expression: Expression): string {
  switch (expression.kind) {
    case 'number':
      return printNumber(expression.value);
    case 'string':
      return printString(expression.value);
    case 'paren':
      return `(${printExpression(expression.expression)})`;
    case 'unary':
      return expression.operator + printExpression(expression.expression);
    case 'call':
      return `${expression.name}(${expression.args.map(printExpression).join(', ')})`;
    case 'selector':
      return printSelector(expression);
    case 'subquery':
      return printSubquery(expression);
    case 'aggregation':
      return printAggregation(expression);
    case 'binary':
      return printBinary(expression);
  }
}

function printSelector(selector: Selector): string {
  const { name, matchers, rangeMs } = selector;
  const braces = (name === null ? matchers : matchers.slice(1)).map(printMatcher).join(', ');
  const range = rangeMs === null ? '' : `[${printDuration(rangeMs)}]`;
  return (name ?? '') + (braces === '' ? '' : `{${braces}}`) + range + printMoment(selector);
}

function printMatcher({ name, operator, value }: LabelMatcher): string {
  return name + operator + printString(value);
}

function printSubquery(subquery: Subquery): string {
  const step = subquery.stepMs === null ? '' : printDuration(subquery.stepMs);
  const inner = printExpression(subquery.expression);
  return `${inner}[${printDuration(subquery.rangeMs)}:${step}]${printMoment(subquery)}`;
}

function printMoment({ at, offsetMs }: Pick<Selector, 'at' | 'offsetMs'>): string {
  const moment =
    at === null ? '' : at.kind === 'time' ? ` @ ${(at.ms / 1_000).toFixed(3)}` : ` @ ${at.kind}()`;
  const offset =
    offsetMs === 0 ? '' : ` offset ${offsetMs < 0 ? '-' : ''}${printDuration(Math.abs(offsetMs))}`;
  return moment + offset;
}

function printAggregation({ operator, parameter, expression, grouping, without }: Aggregation): string {
  const labels =
    without || grouping.length > 0 ? ` ${without ? 'without' : 'by'} (${grouping.join(', ')}) ` : '';
  const args = parameter === null ? [expression] : [parameter, expression];
  return `${operator}${labels}(${args.map(printExpression).join(', ')})`;
}

function printBinary({ operator, left, right, returnBool, matching }: Binary): string {
  const parts = [printExpression(left), operator];
  if (returnBool) parts.push('bool');
  if (matching !== null) {
    parts.push(`${matching.on ? 'on' : 'ignoring'} (${matching.labels.join(', ')})`);
    if (matching.group !== null) parts.push(`group_${matching.group} (${matching.include.join(', ')})`);
  }
  return [...parts, printExpression(right)].join(' ');
}
