import type { Aggregation, Binary, Call, Expression } from './expression.ts';
import { FUNCTIONS, type FunctionSignature } from './function-signatures.ts';
import { syntaxError } from './syntax-error.ts';
import { VALUE_TYPES, type ValueType } from './value-type.ts';

const COMPARISONS: ReadonlySet<string> = new Set(['==', '!=', '<=', '<', '>=', '>']);
const SET_OPERATORS: ReadonlySet<string> = new Set(['and', 'or', 'unless']);

export function isComparison(operator: string): boolean {
  return COMPARISONS.has(operator);
}

export function isSetOperator(operator: string): boolean {
  return SET_OPERATORS.has(operator);
}

/** What an expression gives, as its kind and the signatures say. */
export function valueTypeOf(expression: Expression): ValueType {
  switch (expression.kind) {
    case 'number':
      return 'scalar';
    case 'string':
      return 'string';
    case 'selector':
      return expression.rangeMs === null ? 'vector' : 'matrix';
    case 'subquery':
      return 'matrix';
    case 'aggregation':
      return 'vector';
    case 'binary':
      return valueTypeOf(expression.left) === 'scalar' && valueTypeOf(expression.right) === 'scalar'
        ? 'scalar'
        : 'vector';
    case 'unary':
    case 'paren':
      return valueTypeOf(expression.expression);
    case 'call':
      return FUNCTIONS[expression.name].returns;
  }
}

/**
 * Checks an expression and all its parts.
 * @throws SignalboxError PROMQL_INVALID
 */
export function checkTypes(expression: Expression, text: string): ValueType {
  switch (expression.kind) {
    case 'number':
      return 'scalar';
    case 'string':
      return 'string';
    case 'selector':
      return expression.rangeMs === null ? 'vector' : 'matrix';
    case 'paren':
      return checkTypes(expression.expression, text);
    case 'subquery': {
      const type = checkTypes(expression.expression, text);
      if (type === 'vector') return 'matrix';
      throw syntaxError(
        text,
        expression.start,
        `subquery is only allowed on instant vector, got ${VALUE_TYPES[type]} instead`,
      );
    }
    case 'unary': {
      const type = checkTypes(expression.expression, text);
      if (type === 'scalar' || type === 'vector') return type;
      throw syntaxError(
        text,
        expression.start,
        `unary expression only allowed on expressions of type scalar or instant vector, got ${VALUE_TYPES[type]}`,
      );
    }
    case 'aggregation':
      return checkAggregation(expression, text);
    case 'call':
      return checkCall(expression, text);
    case 'binary':
      return checkBinary(expression, text);
  }
}

function expect(expression: Expression, wanted: ValueType, where: string, text: string): void {
  const type = checkTypes(expression, text);
  if (type === wanted) return;
  throw syntaxError(
    text,
    expression.start,
    `expected type ${VALUE_TYPES[wanted]} in ${where}, got ${VALUE_TYPES[type]}`,
  );
}

function checkAggregation({ operator, parameter, expression }: Aggregation, text: string): ValueType {
  expect(expression, 'vector', 'aggregation expression', text);
  if (parameter !== null)
    expect(parameter, operator === 'count_values' ? 'string' : 'scalar', 'aggregation parameter', text);
  return 'vector';
}

function checkCall(call: Call, text: string): ValueType {
  const signature: FunctionSignature = FUNCTIONS[call.name];
  const { args, optional } = signature;
  const least = optional === 'many' ? args.length - 1 : args.length - optional;
  if (call.args.length < least || (optional !== 'many' && call.args.length > args.length)) {
    const wanted =
      optional === 0
        ? `expected ${args.length}`
        : call.args.length < least
          ? `expected at least ${least}`
          : `expected at most ${args.length}`;
    throw syntaxError(
      text,
      call.start,
      `${wanted} argument(s) in call to "${call.name}", got ${call.args.length}`,
    );
  }
  call.args.forEach((arg, index) => {
    const wanted = args[Math.min(index, args.length - 1)];
    if (wanted !== undefined) expect(arg, wanted, `call to function "${call.name}"`, text);
  });
  return signature.returns;
}

function checkBinary(binary: Binary, text: string): ValueType {
  const { operator, left, right, matching } = binary;
  const types = [checkTypes(left, text), checkTypes(right, text)];
  const bothVectors = types.every((type) => type === 'vector');
  const bothScalars = types.every((type) => type === 'scalar');
  const refuse = (place: number, reason: string) => syntaxError(text, place, reason);
  if (binary.returnBool && !isComparison(operator))
    throw refuse(binary.start, 'bool modifier can only be used on comparison operators');
  if (isComparison(operator) && !binary.returnBool && bothScalars)
    throw refuse(binary.start, 'comparisons between scalars must use BOOL modifier');
  const wrong = [left, right].find((_side, index) => types[index] !== 'scalar' && types[index] !== 'vector');
  if (wrong !== undefined)
    throw refuse(wrong.start, 'binary expression must contain only scalar and instant vector types');
  if (matching?.on === true) {
    const both = matching.include.find((label) => matching.labels.includes(label));
    if (both !== undefined)
      throw refuse(binary.start, `label "${both}" must not occur in ON and GROUP clause at once`);
  }
  if (!bothVectors && matching !== null && matching.labels.length > 0)
    throw refuse(binary.start, 'vector matching only allowed between instant vectors');
  if (!isSetOperator(operator)) return bothScalars ? 'scalar' : 'vector';
  if (matching !== null && matching.group !== null)
    throw refuse(binary.start, `no grouping allowed for "${operator}" operation`);
  if (!bothVectors)
    throw refuse(binary.start, `set operator "${operator}" not allowed in binary scalar expression`);
  return 'vector';
}
