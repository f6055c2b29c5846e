import type { ASTNode } from '@marcbachmann/cel-js';
import { childrenOf, LIST_MACROS, pathOf } from './expression-tree.ts';
import { MAX_MESSAGES } from '../policy-subject.ts';

/** The prompt that costs are estimated for. Time for a larger one grows as it does. */
const TEXT_CHARACTERS = 100_000;
const SHORT_CHARACTERS = 100;
const SHORT_ITEMS = 50;
/** What is looked at in about a microsecond: characters by each function, elements by a macro. */
const CHARACTERS_PER_MICROSECOND: Readonly<Record<string, number>> = {
  re: 50,
  containsWord: 250,
  lower: 500,
  lowerAscii: 500,
  upperAscii: 500,
  size: 200,
  contains: 500,
  indexOf: 500,
  lastIndexOf: 500,
  glob: 500,
};
const OTHER_CHARACTERS_PER_MICROSECOND = 2_000;
const NODE_MICROSECONDS = 0.1;
/** What can have no value costs an error each time, also where the next element of a list is then tried. */
const FAILURE_MICROSECONDS = 20;
const CAN_FAIL: ReadonlySet<string> = new Set(['substring', 'int', 'double', '/', '%']);

/** What a value may be as large as: characters of a text, elements of a list and the size of each. */
interface Size {
  readonly characters: number;
  readonly items: number;
  readonly element: Size | null;
}
interface Estimate {
  readonly micros: number;
  readonly size: Size;
}
type Bound = ReadonlyMap<string, Size>;

const SMALL: Size = { characters: SHORT_CHARACTERS, items: 1, element: null };
const MESSAGES: Size = {
  characters: TEXT_CHARACTERS,
  items: MAX_MESSAGES,
  element: { characters: TEXT_CHARACTERS / MAX_MESSAGES, items: 1, element: null },
};
const NAMES: Size = { characters: SHORT_CHARACTERS * SHORT_ITEMS, items: SHORT_ITEMS, element: SMALL };
const SIZE_OF: ReadonlyMap<string, Size> = new Map([
  ['text', { characters: TEXT_CHARACTERS, items: 1, element: null }],
  ['prompt', { characters: TEXT_CHARACTERS, items: 1, element: null }],
  ['messages', MESSAGES],
  ['request.tools', NAMES],
]);

/**
 * About how many microseconds the expression takes at most for a prompt of 100,000 characters in 1,000 messages. Found from
 * its form alone, so that what could take long is refused when it is saved.
 */
export function estimateMicros(node: ASTNode): number {
  return estimate(node, new Map()).micros;
}

function estimate(node: ASTNode, bound: Bound): Estimate {
  if (node.op === 'value')
    return leaf({ ...SMALL, characters: typeof node.args === 'string' ? node.args.length : 0 });
  if (node.op === 'id') return leaf(bound.get(node.args) ?? SIZE_OF.get(node.args) ?? SMALL);
  if (node.op === '.') return estimateField(node, bound);
  if (node.op === 'call') return estimateCall(node.args[0], node.args[1], bound);
  if (node.op === 'rcall')
    return LIST_MACROS.has(node.args[0])
      ? estimateMacro(node.args, bound)
      : estimateCall(node.args[0], [node.args[1], ...node.args[2]], bound);
  if (node.op === 'list') return estimateList(node.args, bound);
  if (node.op === '[]') return estimateElement(node.args, bound);
  return estimateOperator(node, bound);
}

function estimateElement([list, index]: [ASTNode, ASTNode], bound: Bound): Estimate {
  const of = estimate(list, bound);
  const { micros, size } = joined([of, estimate(index, bound)], of.size.element ?? SMALL);
  return { micros: micros + FAILURE_MICROSECONDS, size };
}

function leaf(size: Size): Estimate {
  return { micros: NODE_MICROSECONDS, size };
}

function estimateField(node: ASTNode & { op: '.' }, bound: Bound): Estimate {
  const path = pathOf(node);
  const known = path === null ? undefined : SIZE_OF.get(path);
  if (known !== undefined) return leaf(known);
  if (path?.endsWith('.kinds')) return leaf(NAMES);
  const owner = estimate(node.args[0], bound);
  return { micros: owner.micros + NODE_MICROSECONDS, size: { ...owner.size, items: 1, element: null } };
}

function estimateCall(name: string, operands: readonly ASTNode[], bound: Bound): Estimate {
  const parts = operands.map((each) => estimate(each, bound));
  const subject = parts[0]?.size ?? SMALL;
  const speed = CHARACTERS_PER_MICROSECOND[name] ?? OTHER_CHARACTERS_PER_MICROSECOND;
  const micros = joined(parts, SMALL).micros + subject.characters / speed + failureOf(name);
  return { micros, size: { ...subject, items: 1, element: null } };
}

function estimateMacro(args: [string, ASTNode, ASTNode[]], bound: Bound): Estimate {
  const [name, receiver, parameters] = args;
  const list = estimate(receiver, bound);
  const variable = parameters[0];
  const element = list.size.element ?? SMALL;
  const inner = new Map(bound);
  if (variable?.op === 'id') inner.set(variable.args, element);
  const bodies = parameters.slice(1).map((each) => estimate(each, inner));
  const micros = list.micros + list.size.items * (joined(bodies, SMALL).micros + NODE_MICROSECONDS);
  const made = name === 'map' ? (bodies.at(-1)?.size ?? SMALL) : element;
  const characters = made.characters * list.size.items;
  return { micros, size: { characters, items: list.size.items, element: made } };
}

function estimateList(elements: readonly ASTNode[], bound: Bound): Estimate {
  const parts = elements.map((each) => estimate(each, bound));
  const largest = parts.reduce((most, { size }) => (size.characters > most.characters ? size : most), {
    ...SMALL,
    characters: 0,
  });
  const characters = parts.reduce((sum, { size }) => sum + size.characters, 0);
  return joined(parts, { characters, items: elements.length, element: largest });
}

/** Comparisons and sums look at all of both sides; what they make is as large as both. */
function estimateOperator(node: ASTNode, bound: Bound): Estimate {
  const parts = childrenOf(node).map((each) => estimate(each, bound));
  const { micros } = joined(parts, SMALL);
  if (node.op === '&&' || node.op === '||' || node.op === '!_') return { micros, size: SMALL };
  const characters = parts.reduce((sum, { size }) => sum + size.characters, 0);
  const items = parts.reduce((sum, { size }) => sum + size.items, 0);
  const element = parts.reduce<Size | null>(
    (most, { size }) => ((size.element?.characters ?? -1) > (most?.characters ?? -1) ? size.element : most),
    null,
  );
  const looked = characters / OTHER_CHARACTERS_PER_MICROSECOND + items * NODE_MICROSECONDS;
  return { micros: micros + looked + failureOf(node.op), size: { characters, items, element } };
}

function failureOf(name: string): number {
  return CAN_FAIL.has(name) ? FAILURE_MICROSECONDS : 0;
}

function joined(parts: readonly Estimate[], size: Size): Estimate {
  const micros = parts.reduce((sum, part) => sum + part.micros, NODE_MICROSECONDS);
  return { micros, size };
}
