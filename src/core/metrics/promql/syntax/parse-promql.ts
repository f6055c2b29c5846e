import type { Tree } from '@lezer/common';
import { parser } from '@prometheus-io/lezer-promql';
import { MAX_EXPRESSION_LENGTH } from '../../../../shared/metrics.ts';
import { checkTypes } from './check-types.ts';
import type { PromqlExpression } from './expression.ts';
import { ExpressionReader } from './expression-reader.ts';
import { isFunctionName } from './function-signatures.ts';
import { syntaxError } from './syntax-error.ts';

/**
 * Reads a query as Prometheus 2.42 does, and checks the types of its parts.
 * @throws SignalboxError PROMQL_INVALID, with line, column and what is wrong
 */
export function parsePromql(text: string): PromqlExpression {
  if (text.length > MAX_EXPRESSION_LENGTH)
    throw syntaxError('', 0, `it is longer than ${MAX_EXPRESSION_LENGTH} characters`);
  refuseStrangeSpaces(text);
  const tree = treeOf(text);
  refuseErrors(tree, text);
  const top = tree.topNode.firstChild;
  const first = top?.name === 'LineComment' ? nextAfterComments(tree) : top;
  if (first === null) throw syntaxError(text, 0, 'no expression found in input');
  const root = new ExpressionReader(text).read(first);
  return { text, root, type: checkTypes(root, text) };
}

/** Strings and comments, and between them what the grammar takes for a space and Prometheus does not. */
const SPACES = /"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`[^`]*`|#.*|[^\S \t\n\r]/gu;

function refuseStrangeSpaces(text: string): void {
  for (const { 0: token, index } of text.matchAll(SPACES))
    if (token.trim() === '') throw syntaxError(text, index, `unexpected character: ${JSON.stringify(token)}`);
}

/** The parser itself goes down as deep as the text does, and how deep it can go hangs on who calls. */
function treeOf(text: string): Tree {
  try {
    return parser.parse(inKnownWords(text));
  } catch (error) {
    if (error instanceof RangeError) throw syntaxError(text, 0, 'it is nested too deep');
    throw error;
  }
}

/**
 * What the grammar does not know is shown to it as something that is written as long, and read from the text itself: the
 * grammar is of a newer Prometheus, which renamed `holt_winters`, and has no numbers such as `1.`.
 */
function inKnownWords(text: string): string {
  return text
    .replace(/\bholt_winters(?=\s*\()/g, 'day_of_month')
    .replace(/(?<![\w.])(\d+)\.(?![\w.])/g, '0$1');
}

function nextAfterComments(tree: Tree) {
  let node = tree.topNode.firstChild;
  while (node?.name === 'LineComment') node = node.nextSibling;
  return node;
}

/** The parser of an editor goes on after an error; here the first one ends it. */
function refuseErrors(tree: Tree, text: string): void {
  let place: number | null = null;
  tree.iterate({
    enter: (node) => {
      if (place === null && node.type.isError) place = node.from;
      return place === null;
    },
  });
  if (place !== null) throw syntaxError(text, place, reasonAt(text, place));
}

function reasonAt(text: string, place: number): string {
  const rest = text.slice(place).replace(/^(\s|#.*)+/, '');
  if (text.trim() === '') return 'no expression found in input';
  if (rest === '') return 'unexpected end of input';
  const name = /([a-zA-Z_][a-zA-Z0-9_]*)\s*$/.exec(text.slice(0, place))?.[1];
  if (rest.startsWith('(') && name !== undefined && !isFunctionName(name))
    return `unknown function with name "${name}"`;
  const token = /^([a-zA-Z0-9_:.]+|.)/su.exec(rest)?.[0] ?? '';
  return `unexpected ${JSON.stringify(token.slice(0, 50))}`;
}
