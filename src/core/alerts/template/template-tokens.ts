import { TemplateError } from './template-value.ts';

/** A text between actions, or what stands between `{{` and `}}`. */
export type TemplatePart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'action'; readonly action: string };

interface Word<Kind extends string> {
  readonly kind: Kind;
  /** As it stands in the template. */
  readonly text: string;
}

export type Token =
  | Word<'keyword' | 'name' | 'open' | 'pipe' | 'assign' | 'comma'>
  | (Word<'constant'> & { readonly value: string | number | bigint | boolean })
  /** `.a.b`, or `$x.a.b` of the variable `$x`. */
  | (Word<'field'> & { readonly variable: string | null; readonly names: readonly string[] })
  /** A bracket with the fields that are taken of it: `).a.b`. */
  | (Word<'close'> & { readonly names: readonly string[] });

const KEYWORDS = ['if', 'else', 'end', 'range', 'with', 'define', 'template', 'block', 'break', 'continue'];
const MAX_PARTS = 400;

const TOKEN = new RegExp(
  [
    /(?<quoted>"(?:[^"\\\n]|\\.)*"|`[^`]*`)/,
    /(?<number>[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)(?![\w.])/,
    /(?<variable>\$\w*)?(?<fields>(?:\.\w+)+)/,
    /(?<bare>\$\w*|\.)(?![\w.])/,
    /(?<word>[a-zA-Z_]\w*)/,
    /\)(?<closed>(?:\.\w+)*)/,
    /(?<sign>:=|[|(=,])/,
  ]
    .map(({ source }) => `(?:${source})`)
    .join('|'),
  'y',
);

/** @throws TemplateError for an action that does not end */
export function splitActions(text: string): TemplatePart[] {
  const parts: TemplatePart[] = [];
  let at = 0;
  for (let open = text.indexOf('{{'); open >= 0; open = text.indexOf('{{', at)) {
    const close = endOfAction(text, open + 2);
    let before = text.slice(at, open);
    let action = text.slice(open + 2, close);
    at = close + 2;
    if (/^-\s/.test(action)) {
      before = withoutSpaceAtEnd(before);
      action = action.slice(1);
    }
    if (/\s-$/.test(action)) {
      action = action.slice(0, -1);
      at += /^[ \t\r\n]*/.exec(text.slice(at))?.[0].length ?? 0;
    }
    if (before !== '') parts.push({ kind: 'text', text: before });
    if (!/^\s*\/\*[^]*\*\/\s*$/.test(action)) parts.push({ kind: 'action', action });
    if (parts.length > MAX_PARTS) throw new TemplateError(`a text with more than ${MAX_PARTS} parts`);
  }
  if (at < text.length) parts.push({ kind: 'text', text: text.slice(at) });
  return parts;
}

/** What Go takes for space. A loop, since a regular expression would try every run of spaces in the text. */
function withoutSpaceAtEnd(text: string): string {
  let end = text.length;
  while (end > 0 && ' \t\r\n'.includes(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}

/** Where the action ends: at the first `}}` that is in no quotes. */
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

/** @throws TemplateError for what has no place in an action */
export function readAction(action: string): Token[] {
  const text = action.trim();
  const tokens: Token[] = [];
  for (let at = 0; at < text.length;) {
    TOKEN.lastIndex = at;
    const found = TOKEN.exec(text);
    if (found === null) throw new TemplateError(`{{${action.slice(0, 200)}}} is not understood`);
    tokens.push(tokenOf(found[0], found.groups ?? {}));
    at = TOKEN.lastIndex;
    while (/\s/.test(text[at] ?? '')) at += 1;
  }
  return tokens;
}

function tokenOf(text: string, groups: Record<string, string | undefined>): Token {
  const { quoted, number, variable, fields, bare, word, closed } = groups;
  if (quoted !== undefined) return { kind: 'constant', text, value: unquote(quoted) };
  if (number !== undefined) return { kind: 'constant', text, value: toConstant(number) };
  if (fields !== undefined)
    return { kind: 'field', text, variable: variable ?? null, names: fields.slice(1).split('.') };
  if (bare !== undefined) return { kind: 'field', text, variable: bare === '.' ? null : bare, names: [] };
  if (word === 'true' || word === 'false') return { kind: 'constant', text, value: word === 'true' };
  if (word !== undefined) return { kind: KEYWORDS.includes(word) ? 'keyword' : 'name', text };
  if (closed !== undefined) return { kind: 'close', text, names: closed.split('.').slice(1) };
  if (text === '(') return { kind: 'open', text };
  if (text === '|') return { kind: 'pipe', text };
  return { kind: text === ',' ? 'comma' : 'assign', text };
}

/** What is written without a point and an exponent is whole. */
function toConstant(number: string): number | bigint {
  return /^[-+]?\d+$/.test(number) ? BigInt(number.replace('+', '')) : Number(number);
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' };

function unquote(quoted: string): string {
  const inside = quoted.slice(1, -1);
  if (quoted.startsWith('`')) return inside;
  return inside.replace(/\\(.)/g, (_whole, character: string) => ESCAPES[character] ?? character);
}
