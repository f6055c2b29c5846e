import type { SyntaxNode } from '@lezer/common';
import { RE2JS } from 're2js';
import type { LabelMatcher } from '../../series-source.ts';
import type { Selector, VectorMatching } from './expression.ts';
import { parseDuration, parseString } from './literals.ts';
import { syntaxError } from './syntax-error.ts';
import { childNamed, childrenOf } from './tree-items.ts';

/** The parts of a selector. At least one matcher must not match the empty text, or it would select everything. */
export function readSelector(
  node: SyntaxNode,
  text: string,
): Pick<Selector, 'name' | 'matchers' | 'rangeMs' | 'offsetMs' | 'at'> {
  const identifier = childNamed(node, 'Identifier');
  const name = identifier === null ? null : text.slice(identifier.from, identifier.to);
  const braces = childNamed(node, 'LabelMatchers');
  const written = braces === null ? [] : childrenOf(braces).map((child) => readMatcher(child, text));
  if (name !== null && written.some((matcher) => matcher.name === '__name__'))
    throw syntaxError(
      text,
      node.from,
      `metric name must not be set twice: ${JSON.stringify(name)} and __name__`,
    );
  const matchers: LabelMatcher[] =
    name === null ? written : [{ name: '__name__', operator: '=', value: name }, ...written];
  if (matchers.every(matchesEmpty))
    throw syntaxError(text, node.from, 'vector selector must contain at least one non-empty matcher');
  return { name, matchers, rangeMs: null, offsetMs: 0, at: null };
}

function readMatcher(node: SyntaxNode, text: string): LabelMatcher {
  const [label, operator, literal] = childrenOf(node);
  if (
    node.name !== 'UnquotedLabelMatcher' ||
    label === undefined ||
    operator === undefined ||
    literal === undefined
  )
    throw syntaxError(text, node.from, 'a label name in quotes is not supported');
  const value = parseString(text.slice(literal.from, literal.to));
  if (typeof value === 'string') throw syntaxError(text, literal.from, value);
  const sign = text.slice(operator.from, operator.to);
  const matcher: LabelMatcher = {
    name: text.slice(label.from, label.to),
    operator: sign === '=' || sign === '!=' || sign === '=~' ? sign : '!~',
    value: value.value,
  };
  if (sign === '=~' || sign === '!~') {
    const wrong = regexError(matcher.value);
    if (wrong !== null) throw syntaxError(text, literal.from, wrong);
  }
  return matcher;
}

function regexError(pattern: string): string | null {
  try {
    RE2JS.compile(pattern);
    return null;
  } catch (error) {
    return `the regular expression cannot be read: ${error instanceof Error ? error.message : 'it is not RE2'}`;
  }
}

function matchesEmpty({ operator, value }: LabelMatcher): boolean {
  if (operator === '=') return value === '';
  if (operator === '!=') return value !== '';
  return RE2JS.compile(value).matches('') === (operator === '=~');
}

/** Names of labels in parentheses. */
export function readNames(labels: SyntaxNode, text: string): string[] {
  return childrenOf(labels).map((child) => {
    if (child.name !== 'LabelName')
      throw syntaxError(text, child.from, 'a label name in quotes is not supported');
    return text.slice(child.from, child.to);
  });
}

/** `on(...)` or `ignoring(...)`, with what `group_left` or `group_right` adds. */
export function readMatching(node: SyntaxNode, text: string): VectorMatching {
  const children = childrenOf(node);
  const [labels, include] = children.filter(({ name }) => name === 'GroupingLabels');
  const has = (name: string) => children.some((child) => child.name === name);
  return {
    on: has('On'),
    labels: labels === undefined ? [] : readNames(labels, text),
    group: has('GroupLeft') ? 'left' : has('GroupRight') ? 'right' : null,
    include: include === undefined ? [] : readNames(include, text),
  };
}

/** Milliseconds of a `DurationExpr`, which must be one plain duration. */
export function readDuration(node: SyntaxNode, text: string): number {
  const written = text.slice(node.from, node.to);
  const ms = parseDuration(written);
  if (ms === null)
    throw syntaxError(text, node.from, `${JSON.stringify(written)} is not a duration such as 5m or 1h30m`);
  if (ms === 0) throw syntaxError(text, node.from, 'duration must be greater than 0');
  return ms;
}
