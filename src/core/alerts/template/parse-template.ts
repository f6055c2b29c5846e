/** A text with templates, taken apart once. */
export type TemplatePart = string | Pipeline;
/** Commands joined by `|`: the value of each becomes the last argument of the next. */
export type Pipeline = readonly Command[];
export type Command = readonly Operand[];
export type Operand =
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'name'; readonly value: string }
  | { readonly kind: 'path'; readonly value: string }
  | { readonly kind: 'group'; readonly value: Pipeline };

export class TemplateError extends Error {
  override readonly name = 'TemplateError';
}

const TOKEN =
  /\s*(?:(?<text>"(?:[^"\\\n]|\\.)*"|`[^`]*`)|(?<number>-?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?)|(?<path>[$.][\w.]*)|(?<name>[a-zA-Z_]\w*)|(?<mark>[|()]))/gy;
const MAX_PARTS = 200;

/** @throws TemplateError for what is no template, or one with actions that are not supported here */
export function parseTemplate(text: string): TemplatePart[] {
  const parts: TemplatePart[] = [];
  let at = 0;
  while (at < text.length) {
    const open = text.indexOf('{{', at);
    if (open < 0) break;
    const close = endOfAction(text, open + 2);
    let before = text.slice(at, open);
    let action = text.slice(open + 2, close);
    at = close + 2;
    if (/^-\s/.test(action)) {
      before = before.trimEnd();
      action = action.slice(1);
    }
    if (/\s-$/.test(action)) {
      action = action.slice(0, -1);
      at += /^\s*/.exec(text.slice(at))?.[0].length ?? 0;
    }
    if (before !== '') parts.push(before);
    if (!/^\s*\/\*[^]*\*\/\s*$/.test(action)) parts.push(parseAction(action));
    if (parts.length > MAX_PARTS) throw new TemplateError(`a text with more than ${MAX_PARTS} parts`);
  }
  if (at < text.length) parts.push(text.slice(at));
  return parts;
}

/** Where the action ends: at the first `}}` that is in no string. */
function endOfAction(text: string, from: number): number {
  let quote = '';
  for (let at = from; at < text.length; at += 1) {
    const character = text[at] ?? '';
    if (quote !== '') {
      if (character === '\\' && quote === '"') at += 1;
      else if (character === quote) quote = '';
    } else if (character === '"' || character === '`') quote = character;
    else if (text.startsWith('}}', at)) return at;
  }
  throw new TemplateError('{{ without }}');
}

function parseAction(action: string): Pipeline {
  const keyword = /^\s*(if|else|end|range|with|define|template|block|break|continue)\b/.exec(action)?.[1];
  if (keyword !== undefined) throw new TemplateError(`{{ ${keyword} }} is not supported`);
  const tokens = tokenize(action);
  const { pipeline, next } = parsePipeline(tokens, 0);
  if (next < tokens.length) throw new TemplateError(`{{${action}}} does not end where it should`);
  return pipeline;
}

type Token = Operand | { readonly kind: 'mark'; readonly value: string };

function tokenize(action: string): Token[] {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  for (let at = 0; action.slice(at).trim() !== ''; at = TOKEN.lastIndex) {
    const groups = TOKEN.exec(action)?.groups;
    if (groups === undefined) throw new TemplateError(`{{${action}}} is not understood`);
    tokens.push(tokenOf(groups));
  }
  return tokens;
}

function tokenOf(groups: Record<string, string | undefined>): Token {
  if (groups.text !== undefined) return { kind: 'text', value: unquote(groups.text) };
  if (groups.number !== undefined) return { kind: 'number', value: Number(groups.number) };
  if (groups.path !== undefined) return { kind: 'path', value: groups.path };
  if (groups.name !== undefined) return { kind: 'name', value: groups.name };
  return { kind: 'mark', value: groups.mark ?? '' };
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' };

function unquote(text: string): string {
  const inside = text.slice(1, -1);
  if (text.startsWith('`')) return inside;
  return inside.replace(/\\(.)/g, (_whole, character: string) => ESCAPES[character] ?? character);
}

function parsePipeline(
  tokens: readonly Token[],
  from: number,
  depth = 0,
): { pipeline: Pipeline; next: number } {
  if (depth > 20) throw new TemplateError('brackets in brackets, too deep');
  const commands: Command[] = [];
  let command: Operand[] = [];
  let at = from;
  for (; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (token === undefined) break;
    if (token.kind !== 'mark') {
      command.push(token);
      continue;
    }
    if (token.value === ')') break;
    if (token.value === '(') {
      const inner = parsePipeline(tokens, at + 1, depth + 1);
      if (tokens[inner.next] === undefined) throw new TemplateError('a bracket that is not closed');
      command.push({ kind: 'group', value: inner.pipeline });
      at = inner.next;
      continue;
    }
    commands.push(nonEmpty(command));
    command = [];
  }
  commands.push(nonEmpty(command));
  return { pipeline: commands, next: at };
}

function nonEmpty(command: Operand[]): Command {
  if (command.length === 0) throw new TemplateError('an action without a value');
  return command;
}
