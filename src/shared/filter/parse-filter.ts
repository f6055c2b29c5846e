import type { SyntaxNode, Tree } from '@lezer/common';
import type { FilterExpression, FilterOperator, Pattern } from './filter-expression.ts';
import { filterField, isAttribute, nearestField } from './filter-fields.ts';
import { filterParser } from './filter-parser.ts';
import { FilterProblems, type FilterProblem } from './filter-problems.ts';
import { readAttributeValue, readValue } from './filter-values.ts';
import { printFilter } from './print-filter.ts';
import { syntaxProblems } from './syntax-problems.ts';

/** Longer filters are not read. */
export const MAX_FILTER_LENGTH = 4000;
const MAX_DEPTH = 40;
const MAX_CONDITIONS = 200;

export type ParsedFilter =
  /** Null takes everything: the filter is empty. */
  | { readonly ok: true; readonly expression: FilterExpression | null }
  /** At least one, in the order of the text. */
  | { readonly ok: false; readonly problems: readonly FilterProblem[] };

/** Reads a filter. Any text has an answer; what is wrong with it is said with the place where it is wrong. */
export function parseFilter(text: string): ParsedFilter {
  const problems = new FilterProblems();
  if (text.length > MAX_FILTER_LENGTH) {
    problems.add(
      { from: MAX_FILTER_LENGTH, to: text.length },
      `A filter has at most ${MAX_FILTER_LENGTH} characters.`,
    );
    return { ok: false, problems: problems.found };
  }
  const source = text.toWellFormed();
  const tree: Tree = filterParser.parse(source);
  syntaxProblems(tree, source, problems);
  const top = tree.topNode.firstChild;
  const expression =
    top === null ? null : new Reader(source, problems).read(top, { depth: 0, inSpan: false });
  return problems.found.length === 0 ? { ok: true, expression } : { ok: false, problems: problems.found };
}

interface Around {
  readonly depth: number;
  /** Inside `any span (...)`. */
  readonly inSpan: boolean;
}

/** Makes the expression of the tree; null where the tree is broken, which the problems say. */
class Reader {
  readonly #source: string;
  readonly #problems: FilterProblems;
  #conditions = 0;

  constructor(source: string, problems: FilterProblems) {
    this.#source = source;
    this.#problems = problems;
  }

  read(node: SyntaxNode, around: Around): FilterExpression | null {
    if (around.depth > MAX_DEPTH) {
      this.#problems.add(node, `A filter can be nested ${MAX_DEPTH} levels deep, and no deeper.`);
      return null;
    }
    const inside = { ...around, depth: around.depth + 1 };
    switch (node.name) {
      case 'Or':
      case 'And':
        return this.#join(node, node.name === 'Or' ? 'or' : 'and', inside);
      case 'Not':
        return this.#wrap(node, 'not', inside);
      case 'Group':
        return this.#first(node, inside);
      case 'AnySpan':
        if (around.inSpan) {
          this.#problems.add(node, 'any span (...) cannot stand inside another.');
          return null;
        }
        return this.#wrap(node, 'anySpan', { ...inside, inSpan: true });
      case 'Clause':
        return this.#clause(node, around);
      case 'Text':
        return this.#text(node);
      default:
        return null;
    }
  }

  #join(node: SyntaxNode, kind: 'and' | 'or', around: Around): FilterExpression | null {
    const operands = operandsOf(node).flatMap((child) => {
      const operand = this.read(child, around);
      if (operand === null) return [];
      return operand.kind === kind ? operand.operands : [operand];
    });
    const [only] = operands;
    if (only === undefined || operands.length === 1) return only ?? null;
    return { kind, operands, from: node.from, to: node.to };
  }

  #wrap(node: SyntaxNode, kind: 'not' | 'anySpan', around: Around): FilterExpression | null {
    const operand = this.#first(node, around);
    return operand === null ? null : { kind, operand, from: node.from, to: node.to };
  }

  #first(node: SyntaxNode, around: Around): FilterExpression | null {
    const child = operandsOf(node)[0];
    return child === undefined ? null : this.read(child, around);
  }

  #count(node: SyntaxNode): void {
    this.#conditions += 1;
    if (this.#conditions === MAX_CONDITIONS + 1) {
      this.#problems.add(node, `A filter has at most ${MAX_CONDITIONS} conditions.`);
    }
  }

  #text(node: SyntaxNode): FilterExpression | null {
    const text = this.#value(node);
    if (text === null) return null;
    this.#count(node);
    if (text.join('').trim() === '') {
      this.#problems.add(node, 'There is nothing here to search for.');
      return null;
    }
    return { kind: 'text', text, from: node.from, to: node.to };
  }

  #clause(node: SyntaxNode, around: Around): FilterExpression | null {
    const value = this.#value(node);
    const nameNode = node.firstChild;
    if (nameNode?.name !== 'Field' || value === null) return null;
    this.#count(node);
    const operator = operatorOf(this.#source, node);
    const name = fieldName(this.#source.slice(nameNode.from, nameNode.to - 1));
    if (name.toLowerCase() === 'has') return this.#presence(node, operator, value, around);
    const field = this.#known(name, nameNode, node, around);
    if (field === null || !this.#valueFits(field, operator, value, node)) return null;
    return { kind: 'clause', field, operator, value, from: node.from, to: node.to };
  }

  #presence(
    node: SyntaxNode,
    operator: FilterOperator,
    value: Pattern,
    around: Around,
  ): FilterExpression | null {
    const place = valueNode(node) ?? node;
    if (operator !== ':' || value.length > 1) {
      this.#problems.add(node, 'has: is followed by the name of a field, for example has:model.');
      return null;
    }
    const field = this.#known(value[0], place, node, around);
    return field === null ? null : { kind: 'has', field, from: node.from, to: node.to };
  }

  /** The field's name as it is printed; null, with a problem, where it does not exist or cannot stand here. */
  #known(name: string, place: SyntaxNode, clause: SyntaxNode, { inSpan }: Around): string | null {
    if (isAttribute(name)) {
      if (name.length > 1) return name;
      this.#problems.add(place, 'After @ comes the key of an attribute, for example @http.route.');
      return null;
    }
    const field = filterField(name);
    if (field === undefined) {
      this.#unknown(name, place, clause);
      return null;
    }
    if (inSpan && field.level === 'trace') {
      this.#problems.add(clause, `${field.name} is of the whole trace: put it outside of any span (...).`);
      return null;
    }
    return field.name;
  }

  #unknown(name: string, place: SyntaxNode, clause: SyntaxNode): void {
    const near = nearestField(name);
    if (near !== undefined) {
      const suffix = place.name === 'Field' ? ':' : '';
      this.#problems.add(place, `There is no field ${name}. Did you mean ${near}?`, near + suffix);
      return;
    }
    const asText = printFilter({
      kind: 'text',
      text: [this.#source.slice(clause.from, clause.to)],
      from: 0,
      to: 0,
    });
    const message = `There is no field ${name}. Attributes are written @${name}; text with a colon stands in quotation marks.`;
    this.#problems.add(clause, message, asText);
  }

  #valueFits(field: string, operator: FilterOperator, value: Pattern, node: SyntaxNode): boolean {
    const place = valueNode(node) ?? node;
    if (isAttribute(field)) {
      if (readAttributeValue(operator, value) !== null) return true;
      this.#problems.add(place, `Attributes are compared with numbers, and have at most ten wildcards.`);
      return false;
    }
    const definition = filterField(field);
    if (definition === undefined) return false;
    const read = readValue(definition.type, operator, value, definition);
    if (read.kind !== 'problem') return true;
    this.#problems.add(place, `This does not fit ${field}: ${read.message}.`);
    return false;
  }

  /** Null where there is none, or where its quotation mark is not closed. */
  #value(node: SyntaxNode): Pattern | null {
    const value = valueNode(node);
    if (value === null) return null;
    const text = this.#source.slice(value.from, value.to);
    if (value.name === 'Quoted') return unquoted(text);
    return asPattern(text.split('*'));
  }
}

function operandsOf(node: SyntaxNode): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) {
    if (['Or', 'And', 'Not', 'Group', 'AnySpan', 'Clause', 'Text'].includes(child.name)) found.push(child);
  }
  return found;
}

function valueNode(node: SyntaxNode): SyntaxNode | null {
  const last = node.lastChild;
  return last !== null && ['Value', 'Word', 'Quoted'].includes(last.name) ? last : null;
}

function operatorOf(source: string, clause: SyntaxNode): FilterOperator {
  const compare = clause.getChild('Compare');
  const sign = compare === null ? '' : source.slice(compare.from, compare.to);
  return sign === '' || sign === '=' ? ':' : (`:${sign}` as FilterOperator);
}

function fieldName(written: string): string {
  return written.startsWith('@"') ? `@${unquoted(written.slice(1)).join('*')}` : written;
}

const UNESCAPED: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

/** What stands between quotation marks: `\n`, `\r` and `\t`, and a backslash before anything else makes it literal. */
function unquoted(text: string): Pattern {
  let piece = '';
  const pieces: string[] = [];
  for (const [part] of text.slice(1, -1).matchAll(/\\[^]|[^]/g)) {
    if (part === '*') {
      pieces.push(piece);
      piece = '';
    } else {
      piece += part.length === 1 ? part : (UNESCAPED[part[1] ?? ''] ?? part.slice(1));
    }
  }
  return asPattern([...pieces, piece]);
}

/** Wildcards next to each other are one. */
function asPattern(pieces: readonly string[]): Pattern {
  const [first = '', ...rest] = pieces.filter(
    (piece, index) => piece !== '' || index === 0 || index === pieces.length - 1,
  );
  return [first, ...rest];
}
