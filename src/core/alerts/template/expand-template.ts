import {
  parseTemplate,
  type Command,
  type Operand,
  type Pipeline,
  type TemplateNode,
} from './parse-template.ts';
import { MAX_TEXT, TEMPLATE_FUNCTIONS, type AskQuery } from './template-functions.ts';
import {
  fieldOf,
  isList,
  isMap,
  isTrue,
  show,
  TemplateDataError,
  TemplateError,
  type TemplateSample,
  type Value,
} from './template-value.ts';

export interface TemplateData {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
  /** Without it `query` leaves a reason in the text. */
  readonly query?: AskQuery | undefined;
}

/** Steps that a text may take; a hundred characters that are read or written count as one. */
const MAX_STEPS = 10_000;
const CHARACTERS_PER_STEP = 100;

/**
 * Replaces `{{ ... }}` as Prometheus does: Go's templates with its functions, without templates within templates. Whatever
 * fails leaves its reason in the text, as in Prometheus: an alert with a bad annotation is better than none.
 */
export function expandTemplate(text: string, data: TemplateData): string {
  if (!text.includes('{{')) return text;
  try {
    return new Expansion(data).expand(parseTemplate(text)).slice(0, MAX_TEXT);
  } catch (error) {
    return `<error expanding template: ${messageOf(error)}>`;
  }
}

/** Why a text is no template that is supported here; null: it is one. What depends on data is not found out. */
export function templateProblem(text: string): string | null {
  try {
    new Expansion({ labels: {}, value: 1, query: () => [] }).expand(parseTemplate(text));
    return null;
  } catch (error) {
    return error instanceof TemplateDataError ? null : messageOf(error);
  }
}

function refuseQuery(): never {
  throw new TemplateDataError('query has no answer here');
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

class Expansion {
  readonly #root: TemplateSample;
  readonly #query: AskQuery;
  /** The innermost last. */
  readonly #variables: { readonly name: string; value: Value }[];
  #text = '';
  #steps = 0;

  constructor({ labels, value, query = refuseQuery }: TemplateData) {
    this.#root = { labels: new Map(Object.entries(labels)), value };
    this.#query = query;
    this.#variables = [
      { name: '$', value: this.#root },
      { name: '$labels', value: this.#root.labels },
      { name: '$value', value },
      { name: '$externalLabels', value: new Map<string, string>() },
    ];
  }

  expand(nodes: readonly TemplateNode[]): string {
    this.#runAll(nodes, this.#root);
    return this.#text;
  }

  /** Variables that are set in there end there. */
  #runAll(nodes: readonly TemplateNode[], dot: Value): void {
    const known = this.#variables.length;
    for (const node of nodes) this.#run(node, dot);
    this.#variables.length = known;
  }

  #run(node: TemplateNode, dot: Value): void {
    if (node.kind === 'text') {
      this.#write(node.text);
      return;
    }
    const { pipeline } = node;
    if (node.kind === 'action') {
      const value = this.#pipeline(pipeline, dot);
      if (pipeline.variables.length === 0) this.#write(show(value));
      return;
    }
    const known = this.#variables.length;
    if (node.kind === 'range') {
      const entries = entriesOf(this.#commands(pipeline.commands, dot));
      for (const [index, element] of entries) this.#runElement(node, index, element);
      if (entries.length === 0) this.#runAll(node.otherwise, dot);
    } else {
      const value = this.#pipeline(pipeline, dot);
      if (isTrue(value)) this.#runAll(node.body, node.kind === 'with' ? value : dot);
      else this.#runAll(node.otherwise, dot);
    }
    this.#variables.length = known;
  }

  #runElement(
    { pipeline, body }: Extract<TemplateNode, { pipeline: Pipeline; body: unknown }>,
    index: Value,
    element: Value,
  ): void {
    this.#spend(0);
    const known = this.#variables.length;
    const names = pipeline.variables;
    // With one variable that is the element.
    if (names.length > 1) this.#set(pipeline, names[0], index);
    this.#set(pipeline, names.at(-1), element);
    this.#runAll(body, element);
    this.#variables.length = known;
  }

  #write(text: string): void {
    this.#spend(text.length);
    this.#text += text;
  }

  #spend(characters: number): void {
    this.#steps += 1 + characters / CHARACTERS_PER_STEP;
    if (this.#steps > MAX_STEPS) throw new TemplateDataError('it takes too many steps');
  }

  /** Its value, which its variable gets if it has one. */
  #pipeline(pipeline: Pipeline, dot: Value): Value {
    const value = this.#commands(pipeline.commands, dot);
    this.#set(pipeline, pipeline.variables[0], value);
    return value;
  }

  #set({ isAssignment }: Pipeline, name: string | undefined, value: Value): void {
    if (name === undefined) return;
    const known = isAssignment ? this.#find(name) : undefined;
    if (known === undefined) this.#variables.push({ name, value });
    else known.value = value;
  }

  #find(name: string): { value: Value } | undefined {
    return this.#variables.findLast((each) => each.name === name);
  }

  #commands(commands: readonly Command[], dot: Value): Value {
    let piped: Value | undefined;
    for (const command of commands) piped = this.#command(command, piped, dot);
    if (piped === undefined) throw new TemplateError('an action without a value');
    return piped;
  }

  #command(command: Command, piped: Value | undefined, dot: Value): Value {
    if (command.kind === 'value') return this.#operand(command.operand, dot);
    const { name, given } = command;
    if (name === 'and' || name === 'or') return this.#untilDecided(name, given, piped, dot);
    const values = given.map((operand) => this.#operand(operand, dot));
    if (piped !== undefined) values.push(piped);
    this.#spend(values.reduce((sum: number, value) => sum + sizeOf(value), 0));
    const called = TEMPLATE_FUNCTIONS.get(name)?.call(values, this.#query);
    if (called === undefined) throw new TemplateError(`the function ${name} is not supported`);
    if (typeof called === 'string' && called.length > MAX_TEXT)
      throw new TemplateDataError(`a text longer than ${MAX_TEXT} characters`);
    return called;
  }

  /** The first that is false for `and`, the first that is true for `or`, or the last; what follows it is not looked at. */
  #untilDecided(name: 'and' | 'or', given: readonly Operand[], piped: Value | undefined, dot: Value): Value {
    let value: Value | undefined;
    for (const operand of given) {
      value = this.#operand(operand, dot);
      this.#spend(0);
      if (isTrue(value) === (name === 'or')) return value;
    }
    return piped ?? value ?? false;
  }

  #operand(operand: Operand, dot: Value): Value {
    switch (operand.kind) {
      case 'constant':
        return operand.value;
      case 'group':
        return operand.names.reduce(fieldOf, this.#commands(operand.pipeline.commands, dot));
      case 'field': {
        const from = operand.variable === null ? dot : this.#find(operand.variable)?.value;
        if (from === undefined) throw new TemplateError(`the variable ${operand.variable} is not known`);
        return operand.names.reduce(fieldOf, from);
      }
    }
  }
}

/** How much of work a value is for a function. */
function sizeOf(value: Value): number {
  if (typeof value === 'string') return value.length;
  return typeof value === 'object' && isList(value) ? value.length : 0;
}

/** What `range` goes through: samples by their number, entries of a map by the order of their names. */
function entriesOf(value: Value): (readonly [Value, Value])[] {
  if (typeof value === 'object' && isList(value))
    return value.map((sample, index) => [BigInt(index), sample] as const);
  if (typeof value === 'object' && isMap(value))
    return [...value].sort(([a], [b]) => (a < b ? -1 : Number(a > b)));
  throw new TemplateError('range goes through maps and lists of samples only');
}
