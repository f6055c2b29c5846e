import { readAction, splitActions, type Token } from './template-tokens.ts';
import { TEMPLATE_FUNCTIONS } from './template-functions.ts';
import { TemplateError } from './template-value.ts';

export type TemplateNode =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'action'; readonly pipeline: Pipeline }
  | {
      readonly kind: 'if' | 'with' | 'range';
      readonly pipeline: Pipeline;
      readonly body: readonly TemplateNode[];
      readonly otherwise: readonly TemplateNode[];
    };

export interface Pipeline {
  /** Variables that get its value; for `range` the index and the element. */
  readonly variables: readonly string[];
  /** Whether they were there before: `=`, not `:=`. */
  readonly isAssignment: boolean;
  /** Joined by `|`: the value of each becomes the last argument of the next. */
  readonly commands: readonly Command[];
}

export type Command =
  | { readonly kind: 'call'; readonly name: string; readonly given: readonly Operand[] }
  | { readonly kind: 'value'; readonly operand: Operand };

export type Operand =
  | { readonly kind: 'constant'; readonly value: string | number | bigint | boolean }
  /** Of `.` where `variable` is null. */
  | { readonly kind: 'field'; readonly variable: string | null; readonly names: readonly string[] }
  | { readonly kind: 'group'; readonly pipeline: Pipeline; readonly names: readonly string[] };

const MAX_DEPTH = 20;
const KNOWN_VARIABLES = ['$', '$labels', '$externalLabels', '$value'];

/** @throws TemplateError for what is no template, or one with actions or functions that are not supported here */
export function parseTemplate(text: string): TemplateNode[] {
  const parser = new TemplateParser(splitActions(text));
  return parser.parse();
}

class TemplateParser {
  readonly #parts: ReturnType<typeof splitActions>;
  readonly #variables = [...KNOWN_VARIABLES];
  #at = 0;
  #depth = 0;

  constructor(parts: ReturnType<typeof splitActions>) {
    this.#parts = parts;
  }

  parse(): TemplateNode[] {
    const { nodes, end } = this.#list();
    if (end !== null) throw new TemplateError(`{{ ${end[0]?.text} }} without a beginning`);
    return nodes;
  }

  /** Up to `else` or `end`, whose tokens are `end`; null: up to the end of the text. */
  #list(): { nodes: TemplateNode[]; end: readonly Token[] | null } {
    const nodes: TemplateNode[] = [];
    for (let part = this.#parts[this.#at]; part !== undefined; part = this.#parts[this.#at]) {
      this.#at += 1;
      if (part.kind === 'text') {
        nodes.push(part);
        continue;
      }
      const tokens = readAction(part.action);
      const [head, ...rest] = tokens;
      if (head?.kind !== 'keyword') nodes.push({ kind: 'action', pipeline: this.#pipeline(tokens) });
      else if (head.text === 'else' || head.text === 'end') return { nodes, end: tokens };
      else if (head.text === 'if' || head.text === 'with' || head.text === 'range')
        nodes.push(this.#block(head.text, rest));
      else throw new TemplateError(`{{ ${head.text} }} is not supported`);
    }
    return { nodes, end: null };
  }

  #block(kind: 'if' | 'with' | 'range', head: readonly Token[]): TemplateNode {
    this.#depth += 1;
    if (this.#depth > MAX_DEPTH) throw new TemplateError('blocks in blocks, too deep');
    const known = this.#variables.length;
    const pipeline = this.#pipeline(head, kind === 'range' ? 2 : 1);
    const { nodes: body, end } = this.#list();
    const otherwise = this.#otherwise(kind, end);
    this.#variables.length = known;
    this.#depth -= 1;
    return { kind, pipeline, body, otherwise };
  }

  #otherwise(kind: string, end: readonly Token[] | null): readonly TemplateNode[] {
    if (end === null) throw new TemplateError(`{{ ${kind} }} without {{ end }}`);
    const [word, next, ...rest] = end;
    if (word?.text === 'end') {
      if (next !== undefined) throw new TemplateError('{{ end }} takes nothing');
      return [];
    }
    // `else if` is an `if` in the `else`, which both end together.
    if (kind === 'if' && next?.kind === 'keyword' && next.text === 'if') return [this.#block('if', rest)];
    if (next !== undefined) throw new TemplateError('{{ else }} takes nothing but an if');
    const { nodes, end: last } = this.#list();
    if (last?.[0]?.text !== 'end' || last.length > 1)
      throw new TemplateError(`{{ ${kind} }} without {{ end }}`);
    return nodes;
  }

  /** Of an action, or of the head of a block. */
  #pipeline(tokens: readonly Token[], mostVariables = 1): Pipeline {
    const { variables, isAssignment, length } = declaration(tokens);
    if (variables.length > mostVariables || (isAssignment && variables.length > 1))
      throw new TemplateError('too many variables');
    const { commands, next } = this.#commands(tokens, length, 0);
    if (next < tokens.length) throw new TemplateError('a bracket too many');
    if (isAssignment) for (const name of variables) this.#requireVariable(name);
    else this.#variables.push(...variables);
    return { variables, isAssignment, commands };
  }

  #commands(
    tokens: readonly Token[],
    from: number,
    depth: number,
  ): { commands: readonly Command[]; next: number } {
    if (depth > MAX_DEPTH) throw new TemplateError('brackets in brackets, too deep');
    const commands: Command[] = [];
    let words: (Operand | { kind: 'name'; name: string })[] = [];
    let at = from;
    for (; at < tokens.length; at += 1) {
      const token = tokens[at];
      if (token === undefined || token.kind === 'close') break;
      if (token.kind === 'pipe') {
        commands.push(toCommand(words, commands.length > 0));
        words = [];
      } else if (token.kind === 'open') {
        const inner = this.#commands(tokens, at + 1, depth + 1);
        const close = tokens[inner.next];
        if (close?.kind !== 'close') throw new TemplateError('a bracket that is not closed');
        const pipeline = { variables: [], isAssignment: false, commands: inner.commands };
        words.push({ kind: 'group', pipeline, names: close.names });
        at = inner.next;
      } else words.push(this.#word(token));
    }
    commands.push(toCommand(words, commands.length > 0));
    return { commands, next: at };
  }

  #word(token: Token): Operand | { kind: 'name'; name: string } {
    if (token.kind === 'constant') return { kind: 'constant', value: token.value };
    if (token.kind === 'name') return { kind: 'name', name: token.text };
    if (token.kind !== 'field') throw new TemplateError(`${token.text} where a value should be`);
    if (token.variable !== null) this.#requireVariable(token.variable);
    return { kind: 'field', variable: token.variable, names: token.names };
  }

  #requireVariable(name: string): void {
    if (!this.#variables.includes(name)) throw new TemplateError(`the variable ${name} is not known`);
  }
}

/** `$x :=`, `$x =` and `$i, $x :=` before a pipeline, and how many tokens that are. */
function declaration(tokens: readonly Token[]): {
  variables: string[];
  isAssignment: boolean;
  length: number;
} {
  const sign = tokens.findIndex(({ kind }) => kind === 'assign');
  if (sign < 0) return { variables: [], isAssignment: false, length: 0 };
  const names = tokens.slice(0, sign).map((token, index) => {
    if (index % 2 === 1) return token.kind === 'comma' ? ',' : null;
    return token.kind === 'field' && token.names.length === 0 ? token.variable : null;
  });
  const variables = names.filter((name) => name !== null && name !== ',');
  if (names.includes(null) || names.length % 2 === 0 || variables.includes('$'))
    throw new TemplateError('only a variable can be set');
  return {
    variables: variables as string[],
    isAssignment: tokens[sign]?.text === '=',
    length: sign + 1,
  };
}

function toCommand(
  [head, ...rest]: readonly (Operand | { kind: 'name'; name: string })[],
  isPiped: boolean,
): Command {
  if (head === undefined) throw new TemplateError('an action without a value');
  const given = rest.map((word) => {
    if (word.kind === 'name')
      throw new TemplateError(`the function ${word.name} cannot be an argument without brackets`);
    return word;
  });
  if (head.kind !== 'name') {
    if (given.length > 0 || isPiped) throw new TemplateError('a value where a function should be');
    return { kind: 'value', operand: head };
  }
  const { name } = head;
  const count = given.length + (isPiped ? 1 : 0);
  const { least, most } = arityOf(name);
  if (count < least || count > most) throw new TemplateError(`${name} with ${count} arguments`);
  return { kind: 'call', name, given };
}

function arityOf(name: string): { least: number; most: number } {
  if (name === 'and' || name === 'or') return { least: 1, most: Infinity };
  const known = TEMPLATE_FUNCTIONS.get(name);
  if (known === undefined) throw new TemplateError(`the function ${name} is not supported`);
  return known;
}
