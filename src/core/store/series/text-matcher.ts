import { RE2JS } from 're2js';

type TextTest = (text: string) => boolean;

const LITERALS = /^[^\\.+*?()|[\]{}^$]*(?:\|[^\\.+*?()|[\]{}^$]*)*$/;
const PREFIX = /^([^\\.+*?()|[\]{}^$]*)\.([*+])$/;

/**
 * Whether a text matches a regular expression as a whole. RE2's syntax and bounded time, as in Prometheus; literals,
 * alternatives of them and prefixes need no automaton. As there, `.` is no newline.
 * @throws Error that says what is wrong with the expression
 */
export function wholeMatch(expression: string): TextTest {
  if (LITERALS.test(expression)) {
    const literals = new Set(expression.split('|'));
    return (text) => literals.has(text);
  }
  const prefixed = PREFIX.exec(expression);
  if (prefixed !== null) {
    const [, prefix = '', repeat] = prefixed;
    const least = prefix.length + (repeat === '+' ? 1 : 0);
    return (text) => text.length >= least && text.startsWith(prefix) && !text.includes('\n', prefix.length);
  }
  const pattern = RE2JS.compile(expression);
  return (text) => pattern.matches(text);
}
