import type { FilterExpression, FilterOperator, Pattern } from './filter-expression.ts';

/** Quoting more than the grammar needs is harmless; these are never printed bare. */
const UNSAFE = /[\s\p{Z}\p{C}"()*]/u;
const LOOKS_LIKE_FIELD = /^(?:[A-Za-z_][\w.-]*|@[^:<>=]*):/;
const KEYWORD = /^(?:and|or|not|any)$/i;
const ESCAPES: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** A condition on one field, with `value` taken literally: `printClause('name', ':', 'a *')` is `name:"a \*"`. */
export function printClause(field: string, operator: FilterOperator, value: string): string {
  return `${printField(field)}${operator}${printValue([value.toWellFormed()])}`;
}

/** The filter as text that parses to the same expression; empty for null, which takes everything. */
export function printFilter(expression: FilterExpression | null): string {
  if (expression === null) return '';
  switch (expression.kind) {
    case 'clause':
      return `${printField(expression.field)}${expression.operator}${printValue(expression.value)}`;
    case 'text':
      return printText(expression.text);
    case 'has':
      return `has:${printValue([expression.field])}`;
    case 'not':
      return `not ${printOperand(expression.operand, ['and', 'or'])}`;
    case 'anySpan':
      return `any span (${printFilter(expression.operand)})`;
    case 'and':
      return expression.operands.map((operand) => printOperand(operand, ['or'])).join(' ');
    case 'or':
      return expression.operands.map((operand) => printFilter(operand)).join(' or ');
  }
}

function printOperand(operand: FilterExpression, bracketed: readonly FilterExpression['kind'][]): string {
  const text = printFilter(operand);
  return bracketed.includes(operand.kind) ? `(${text})` : text;
}

function printField(field: string): string {
  if (!field.startsWith('@')) return field;
  const key = field.slice(1).toWellFormed();
  return key === '' || UNSAFE.test(key) || /[:<>=]/.test(key) ? `@${quoted([key])}` : `@${key}`;
}

function printValue(value: Pattern): string {
  const isBare = value.every((piece) => !UNSAFE.test(piece));
  const text = value.join('*');
  return isBare && text !== '' && !/^[<>=]/.test(text) ? text : quoted(value);
}

function printText(text: Pattern): string {
  const printed = printValue(text);
  return LOOKS_LIKE_FIELD.test(printed) || KEYWORD.test(printed) ? quoted(text) : printed;
}

function quoted(value: Pattern): string {
  return `"${value.map((piece) => piece.replace(/[\\"*\n\r\t]/g, escaped)).join('*')}"`;
}

function escaped(character: string): string {
  return ESCAPES[character] ?? `\\${character}`;
}
