import { RE2JS } from 're2js';
import { SignalboxError } from '../../../shared/errors.ts';

type TextTest = (text: string) => boolean;

const LITERALS = /^[^\\.+*?()|[\]{}^$]*(?:\|[^\\.+*?()|[\]{}^$]*)*$/;
const PREFIX = /^([^\\.+*?()|[\]{}^$]*)\.([*+])$/;

/**
 * Whether a text matches a regular expression as a whole. RE2's syntax and bounded time, as in Prometheus; literals,
 * alternatives of them and prefixes need no automaton. As there, `.` is no newline.
 * @throws SignalboxError PROMQL_FAILED that says what is wrong with the expression
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
  const pattern = compile(expression);
  return (text) => pattern.matches(text);
}

function compile(expression: string): RE2JS {
  try {
    return RE2JS.compile(expression);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new SignalboxError(
      'PROMQL_FAILED',
      { reason: `the regular expression "${expression.slice(0, 200)}" is not valid: ${reason}` },
      { cause },
    );
  }
}
