import { RE2JS } from 're2js';
import { printf } from './go-number.ts';
import {
  humanize,
  humanize1024,
  humanizeDuration,
  humanizePercentage,
  humanizeTimestamp,
} from './humanize.ts';
import {
  areEqual,
  fieldOf,
  isLess,
  isList,
  isMap,
  isTrue,
  show,
  TemplateDataError,
  TemplateError,
  toNumber,
  type TemplateSample,
  type Value,
} from './template-value.ts';

/** What a label or an annotation may grow to, and each text on the way there. */
export const MAX_TEXT = 20_000;

/** The answer of a PromQL expression at the instant of the alert. */
export type AskQuery = (expr: string) => readonly TemplateSample[];

export interface TemplateFunction {
  /** How many arguments it takes; a piped one counts. */
  readonly least: number;
  readonly most: number;
  readonly call: (given: readonly Value[], query: AskQuery) => Value;
}

const one = (call: (value: Value, query: AskQuery) => Value): TemplateFunction => ({
  least: 1,
  most: 1,
  call: ([value = ''], query) => call(value, query),
});
const two = (call: (first: Value, second: Value) => Value): TemplateFunction => ({
  least: 2,
  most: 2,
  call: ([first = '', second = '']) => call(first, second),
});
const some = (least: number, call: (given: readonly Value[]) => Value): TemplateFunction => ({
  least,
  most: Infinity,
  call,
});

/**
 * The functions of Go's templates and of Prometheus's; `and` and `or`, which need not look at all of their arguments, are
 * with whoever runs a template.
 * Sources: https://pkg.go.dev/text/template#hdr-Functions,
 * https://prometheus.io/docs/prometheus/latest/configuration/template_reference/
 */
export const TEMPLATE_FUNCTIONS: ReadonlyMap<string, TemplateFunction> = new Map([
  ['not', one((value) => !isTrue(value))],
  ['eq', some(2, ([first = '', ...rest]) => rest.some((each) => areEqual(first, each)))],
  ['ne', two((left, right) => !areEqual(left, right))],
  ['lt', two(isLess)],
  ['le', two((left, right) => isLess(left, right) || areEqual(left, right))],
  // As in Go, also of NaN: greater is what is neither less nor equal.
  ['gt', two((left, right) => !isLess(left, right) && !areEqual(left, right))],
  ['ge', two((left, right) => !isLess(left, right))],
  ['len', one(lengthOf)],
  ['index', some(1, ([of = '', ...at]) => at.reduce(elementOf, of))],
  ['print', some(0, print)],
  ['printf', some(1, ([format = '', ...values]) => printf(toText(format), values.map(toScalar)))],

  ['query', one((expr, query) => query(toText(expr)))],
  ['first', one(firstOf)],
  ['value', one((sample) => fieldOf(sample, 'Value'))],
  ['label', two((name, sample) => fieldOf(fieldOf(sample, 'Labels'), toText(name)))],
  ['sortByLabel', two(sortByLabel)],
  ['args', some(0, (values) => new Map(values.map((value, index) => [`arg${index}`, value])))],

  ['humanize', one((value) => humanize(toNumber(value)))],
  ['humanize1024', one((value) => humanize1024(toNumber(value)))],
  ['humanizeDuration', one((value) => humanizeDuration(toNumber(value)))],
  ['humanizePercentage', one((value) => humanizePercentage(toNumber(value)))],
  ['humanizeTimestamp', one((value) => humanizeTimestamp(toNumber(value)))],

  ['title', one((text) => title(toText(text)))],
  ['toUpper', one((text) => toText(text).toUpperCase())],
  ['toLower', one((text) => toText(text).toLowerCase())],
  ['stripPort', one((text) => toText(text).replace(/:\d+$/, ''))],
  ['match', two((pattern, text) => RE2JS.compile(toText(pattern)).matcher(toText(text)).find())],
  [
    'reReplaceAll',
    {
      least: 3,
      most: 3,
      call: ([pattern = '', by = '', text = '']) => replaceAll(toText(pattern), toText(by), toText(text)),
    },
  ],
]);

function toText(value: Value): string {
  const text = show(value);
  if (text.length > MAX_TEXT) throw new TemplateDataError(`a text longer than ${MAX_TEXT} characters`);
  return text;
}

function toScalar(value: Value): string | number | bigint | boolean {
  return typeof value === 'object' ? show(value) : value;
}

/** Go puts spaces between values neither of which is a text. */
function print(values: readonly Value[]): string {
  let printed = '';
  values.forEach((value, index) => {
    const before = values[index - 1];
    const isApart = before !== undefined && typeof before !== 'string' && typeof value !== 'string';
    printed += (isApart ? ' ' : '') + show(value);
  });
  return printed;
}

function lengthOf(value: Value): bigint {
  if (typeof value === 'string') return BigInt(Buffer.byteLength(value));
  if (typeof value === 'object' && isMap(value)) return BigInt(value.size);
  if (typeof value === 'object' && isList(value)) return BigInt(value.length);
  throw new TemplateError('only texts, maps and lists have a length');
}

function elementOf(of: Value, at: Value): Value {
  if (typeof of === 'object' && isMap(of)) return of.get(toText(at)) ?? '';
  if (typeof of !== 'object' || !isList(of)) throw new TemplateError('only maps and lists have elements');
  if (typeof at !== 'bigint') throw new TemplateError('the elements of a list are numbered');
  const element = of[Number(at)];
  if (element === undefined) throw new TemplateDataError(`there is no element ${at} of ${of.length}`);
  return element;
}

function firstOf(list: Value): TemplateSample {
  if (typeof list !== 'object' || !isList(list)) throw new TemplateError('a list of samples was expected');
  const [sample] = list;
  if (sample === undefined) throw new TemplateDataError('the first of an empty list');
  return sample;
}

function sortByLabel(name: Value, list: Value): Value {
  if (typeof list !== 'object' || !isList(list)) throw new TemplateError('a list of samples was expected');
  const by = toText(name);
  const textOf = (sample: TemplateSample): string => sample.labels.get(by) ?? '';
  return list.toSorted((a, b) => (textOf(a) < textOf(b) ? -1 : Number(textOf(a) > textOf(b))));
}

/** Words begin after what is no letter, digit or underscore, as in Go's `strings.Title`. */
function title(text: string): string {
  return text.replace(/(?<=^|[^\w\u{80}-\u{10ffff}]|\s)./gsu, (letter) => letter.toUpperCase());
}

/** Replaces as Go does: `$1x` is the group named `1x`, which there is none of; `${1}x` is the first group and an x. */
function replaceAll(pattern: string, by: string, text: string): string {
  const matcher = RE2JS.compile(pattern).matcher(text);
  let replaced = '';
  let from = 0;
  while (matcher.find()) {
    replaced += text.slice(from, matcher.start());
    replaced += by.replace(/\$(?:\$|\{(\w+)\}|(\w+))/g, (_whole, braced?: string, bare?: string) => {
      const name = braced ?? bare;
      if (name === undefined) return '$';
      const index = /^\d+$/.test(name) ? Number(name) : matcher.pattern().namedGroups()[name];
      return index === undefined || index > matcher.groupCount() ? '' : (matcher.group(index) ?? '');
    });
    from = matcher.end();
    if (replaced.length > MAX_TEXT) throw new TemplateDataError(`a text longer than ${MAX_TEXT} characters`);
  }
  return replaced + text.slice(from);
}
