import type { ASTNode } from '@marcbachmann/cel-js';
import { estimateMicros } from './expression-cost.ts';
import { LIST_MACROS, childrenOf, pathOf } from './expression-tree.ts';
import { MAX_NEEDLE, compilePattern } from './text-tests.ts';

/** An expression may go through a list, and within that through another, but no deeper. */
const MAX_MACRO_DEPTH = 2;
const MAX_MICROSECONDS = 10_000;

const FUNCTIONS = new Set(['re', 'glob', 'lower', 'containsWord', 'size', 'string', 'int', 'double', 'has']);
const METHODS = new Set([
  ...LIST_MACROS,
  'startsWith',
  'endsWith',
  'contains',
  'indexOf',
  'lastIndexOf',
  'substring',
  'trim',
  'lowerAscii',
  'upperAscii',
  'size',
]);
/** Functions that search a text: what they search for is a constant, so that its size is known. */
const SEARCHES: ReadonlyMap<string, string> = new Map([
  ['re', 'The pattern of re'],
  ['glob', 'The pattern of glob'],
  ['containsWord', 'The word of containsWord'],
]);
const SEARCH_METHODS = new Set(['contains', 'indexOf', 'lastIndexOf']);

/** What is wrong with an expression, and where. */
export interface ExpressionProblem {
  readonly message: string;
  readonly from: number;
  readonly to: number;
}

/**
 * Finds what CEL allows and a condition must not do: what could take long, and what conditions have no use for. Null:
 * nothing. The expression has been parsed and its types agree.
 */
export function findForbidden(root: ASTNode): ExpressionProblem | null {
  const found = walk(root, 0);
  if (found !== null) return found;
  const micros = estimateMicros(root);
  if (micros <= MAX_MICROSECONDS) return null;
  return problem(
    root,
    `The expression could take ${Math.round(micros / 1_000)} ms for a long prompt; at most ${MAX_MICROSECONDS / 1_000} ms are allowed. Go through fewer lists, or join patterns with |.`,
  );
}

function walk(node: ASTNode, macroDepth: number): ExpressionProblem | null {
  const own = checkNode(node, macroDepth);
  if (own !== null) return own;
  const depth = isMacro(node) ? macroDepth + 1 : macroDepth;
  for (const child of childrenOf(node)) {
    const found = walk(child, depth);
    if (found !== null) return found;
  }
  return null;
}

function isMacro(node: ASTNode): boolean {
  return node.op === 'rcall' && LIST_MACROS.has(node.args[0]);
}

function checkNode(node: ASTNode, macroDepth: number): ExpressionProblem | null {
  if (node.op === 'call') {
    const [name, args] = node.args;
    if (!FUNCTIONS.has(name)) return problem(node, `Conditions have no function ${name}.`);
    const what = SEARCHES.get(name);
    return what === undefined ? null : checkSearched(what, args[1], name === 're');
  }
  if (node.op === 'rcall') return checkMethod(node, macroDepth);
  if (node.op === 'map') return problem(node, 'Conditions have no maps.');
  if (node.op === 'value' && node.args instanceof Uint8Array)
    return problem(node, 'Conditions have no bytes.');
  return null;
}

function checkMethod(node: ASTNode & { op: 'rcall' }, macroDepth: number): ExpressionProblem | null {
  const [name, receiver, args] = node.args;
  if (name === 'matches')
    return problem(
      node,
      'matches can take very long for some texts. Write re(text, "pattern") instead: RE2 syntax, linear time.',
    );
  if (!METHODS.has(name)) return problem(node, `Conditions have no method ${name}.`);
  if (isMacro(node) && macroDepth >= MAX_MACRO_DEPTH)
    return problem(node, `${name} is nested too deep: a list within a list, no deeper.`);
  if (pathOf(receiver) === 'cel') return problem(node, 'Conditions have no cel.bind.');
  return SEARCH_METHODS.has(name) ? checkSearched(`What ${name} searches for`, args[0], false) : null;
}

/** A constant, or a name of the call that is short by its nature, such as `scope.user`. */
function checkSearched(
  what: string,
  node: ASTNode | undefined,
  isPattern: boolean,
): ExpressionProblem | null {
  if (node === undefined) return null;
  if (node.op !== 'value' || typeof node.args !== 'string')
    return problem(node, `${what} must be a text in quotes.`);
  if (node.args.length > MAX_NEEDLE) return problem(node, `${what} has at most ${MAX_NEEDLE} characters.`);
  if (!isPattern) return null;
  try {
    compilePattern(node.args);
    return null;
  } catch (error) {
    return problem(
      node,
      `The pattern is not valid: ${error instanceof Error ? error.message : String(error)}.`,
    );
  }
}

function problem({ start, end }: ASTNode, message: string): ExpressionProblem {
  return { message, from: start, to: end };
}
