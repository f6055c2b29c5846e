import { RE2JS } from 're2js';
import { formatValue, printf } from './go-number.ts';
import {
  humanize,
  humanize1024,
  humanizeDuration,
  humanizePercentage,
  humanizeTimestamp,
} from './humanize.ts';
import { parseTemplate, TemplateError, type Command, type Operand, type Pipeline } from './parse-template.ts';

export interface TemplateData {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

type Value = string | number | boolean | Readonly<Record<string, string>>;
type Scalar = string | number | boolean;

/** What a label or an annotation may grow to. */
const MAX_TEXT = 20_000;

/**
 * Replaces `{{ ... }}` as Prometheus does: `$value`, `$labels.NAME`, pipes, and the functions below. Whatever fails leaves
 * its reason in the text, as in Prometheus: an alert with a bad annotation is better than none.
 */
export function expandTemplate(text: string, data: TemplateData): string {
  if (!text.includes('{{')) return text;
  try {
    const expanded = parseTemplate(text)
      .map((part) => (typeof part === 'string' ? part : show(runPipeline(part, data))))
      .join('');
    return expanded.slice(0, MAX_TEXT);
  } catch (error) {
    return `<error expanding template: ${error instanceof Error ? error.message : String(error)}>`;
  }
}

/** Why a text is no template that is supported here; null: it is one. */
export function templateProblem(text: string): string | null {
  try {
    for (const part of parseTemplate(text))
      if (typeof part !== 'string') runPipeline(part, { labels: {}, value: 1 });
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function runPipeline(pipeline: Pipeline, data: TemplateData): Value {
  let piped: Value | undefined;
  for (const command of pipeline) piped = runCommand(command, piped, data);
  if (piped === undefined) throw new TemplateError('an action without a value');
  return piped;
}

function runCommand([head, ...rest]: Command, piped: Value | undefined, data: TemplateData): Value {
  if (head === undefined) throw new TemplateError('an action without a value');
  if (head.kind !== 'name' || head.value === 'true' || head.value === 'false') {
    if (rest.length > 0 || piped !== undefined) throw new TemplateError('a value where a function should be');
    return valueOf(head, data);
  }
  const call = FUNCTIONS.get(head.value);
  if (call === undefined) throw new TemplateError(`the function ${head.value} is not supported`);
  const given = rest.map((operand) => valueOf(operand, data));
  return call(piped === undefined ? given : [...given, piped]);
}

function valueOf(operand: Operand, data: TemplateData): Value {
  switch (operand.kind) {
    case 'text':
    case 'number':
      return operand.value;
    case 'group':
      return runPipeline(operand.value, data);
    case 'path':
      return pathValue(operand.value, data);
    case 'name':
      if (operand.value === 'true' || operand.value === 'false') return operand.value === 'true';
      throw new TemplateError(`the function ${operand.value} cannot be an argument without brackets`);
  }
}

function pathValue(path: string, { labels, value }: TemplateData): Value {
  const [head, ...names] = path.replace(/^\./, '').split('.');
  const root = head === '$labels' || head === 'Labels' ? labels : null;
  if (names.length === 0 && (head === '$value' || head === 'Value')) return value;
  if (names.length === 0 && root !== null) return root;
  const name = names[0];
  if (names.length === 1 && name !== undefined) {
    if (root !== null) return labelOf(root, name);
    // There are none here; Prometheus answers the same for one that is not set.
    if (head === '$externalLabels' || head === 'ExternalLabels') return '';
  }
  throw new TemplateError(`${path} is not supported`);
}

function labelOf(labels: Readonly<Record<string, string>>, name: string): string {
  return Object.hasOwn(labels, name) ? (labels[name] ?? '') : '';
}

const FUNCTIONS = new Map<string, (given: readonly Value[]) => Value>([
  ['humanize', ([value]) => humanize(toNumber(value))],
  ['humanize1024', ([value]) => humanize1024(toNumber(value))],
  ['humanizeDuration', ([value]) => humanizeDuration(toNumber(value))],
  ['humanizePercentage', ([value]) => humanizePercentage(toNumber(value))],
  ['humanizeTimestamp', ([value]) => humanizeTimestamp(toNumber(value))],
  ['printf', ([format, ...values]) => printf(toText(format), values.map(toScalar))],
  ['print', (values) => values.map((value) => show(value)).join('')],
  [
    'title',
    ([text]) =>
      toText(text).replace(
        /(^|[\s_-])(\p{Ll})/gu,
        (_whole, gap: string, letter: string) => gap + letter.toUpperCase(),
      ),
  ],
  ['toUpper', ([text]) => toText(text).toUpperCase()],
  ['toLower', ([text]) => toText(text).toLowerCase()],
  ['stripPort', ([text]) => toText(text).replace(/:\d+$/, '')],
  ['match', ([pattern, text]) => RE2JS.compile(toText(pattern)).matcher(toText(text)).find()],
  ['reReplaceAll', ([pattern, by, text]) => replaceAll(toText(pattern), toText(by), toText(text))],
  ['index', ([of, name]) => (typeof of === 'object' ? labelOf(of, toText(name)) : '')],
]);

/** Replaces as Go does: `$1x` is the group named `1x`, which there is none of; `${1}x` is the first group and an x. */
function replaceAll(pattern: string, by: string, text: string): string {
  const subject = text.slice(0, MAX_TEXT);
  const matcher = RE2JS.compile(pattern).matcher(subject);
  let replaced = '';
  let from = 0;
  while (matcher.find()) {
    replaced += subject.slice(from, matcher.start());
    replaced += by.replace(/\$(?:\$|\{(\w+)\}|(\w+))/g, (_whole, braced?: string, bare?: string) => {
      const name = braced ?? bare;
      if (name === undefined) return '$';
      const index = /^\d+$/.test(name) ? Number(name) : matcher.pattern().namedGroups()[name];
      return index === undefined || index > matcher.groupCount() ? '' : (matcher.group(index) ?? '');
    });
    from = matcher.end();
  }
  return replaced + subject.slice(from);
}

function toNumber(value: Value | undefined): number {
  const number = typeof value === 'string' ? parseNumber(value) : value;
  if (typeof number !== 'number') throw new TemplateError('a number was expected');
  return number;
}

function parseNumber(text: string): number {
  const known = { nan: NaN, '+inf': Infinity, inf: Infinity, '-inf': -Infinity }[text.trim().toLowerCase()];
  const number = known ?? Number(text);
  if (text.trim() === '' || (Number.isNaN(number) && known === undefined))
    throw new TemplateError(`"${text.slice(0, 40)}" is no number`);
  return number;
}

function toText(value: Value | undefined): string {
  if (value === undefined) throw new TemplateError('an argument is missing');
  return show(value);
}

function toScalar(value: Value): Scalar {
  return typeof value === 'object' ? show(value) : value;
}

function show(value: Value): string {
  if (typeof value === 'number') return formatValue(value);
  if (typeof value !== 'object') return String(value);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `map[${entries.map(([name, text]) => `${name}:${text}`).join(' ')}]`;
}
