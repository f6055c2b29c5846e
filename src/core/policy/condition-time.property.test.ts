import fc from 'fast-check';
import { expect, it } from 'vitest';
import { checkExpression, compileExpression } from '../../shared/policy/expression/index.ts';
import { completeInput, policySubject } from '../../shared/policy/index.ts';

/** 100 kB in 1,000 messages, made so that searches nearly match again and again. */
const LONG = policySubject(
  completeInput({
    request: { tools: Array.from({ length: 50 }, (_, at) => `tool-${at}`) },
    tokens: { input: 25_000 },
  }),
  () =>
    Array.from({ length: 1_000 }, (_, at) => ({
      role: at % 2 === 0 ? 'user' : 'tool',
      text: 'a'.repeat(99),
    })),
);
const MAX_MS = 50;

/** The processor time of a second run, or of another where that was compiled or collected meanwhile. */
function millisOf(run: () => void): number {
  run();
  let least = Number.POSITIVE_INFINITY;
  for (let attempt = 0; attempt < 5 && least > MAX_MS; attempt++) {
    const before = process.threadCpuUsage();
    run();
    const { user, system } = process.threadCpuUsage(before);
    least = Math.min(least, (user + system) / 1_000);
  }
  return least;
}

/** Without a value is an answer too; what must not happen is another kind of error, or a long time. */
function evaluate(text: string): void {
  try {
    expect(typeof compileExpression(text).evaluate(LONG)).toBe('boolean');
  } catch (error) {
    expect(error).toBeInstanceOf(Error);
    expect(error).not.toBeInstanceOf(RangeError);
  }
}

const texts = fc.constantFrom('text', 'prompt', 'request.model', '"aab"', 'scope.user');
const body = fc.letrec<{ text: string; bool: string; list: string; number: string }>((tie) => ({
  text: fc.oneof(
    { maxDepth: 3 },
    texts,
    fc.constant('m.text'),
    tie('text').map((each) => `lower(${each})`),
    fc.tuple(tie('text'), tie('text')).map(([a, b]) => `(${a} + ${b})`),
    tie('text').map((each) => `${each}.substring(1)`),
    fc.tuple(tie('bool'), tie('text'), tie('text')).map(([a, b, c]) => `(${a} ? ${b} : ${c})`),
  ),
  list: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom('messages', 'request.tools', '["a", "b"]', 'guards.pii.kinds'),
    fc.tuple(tie('list'), tie('text')).map(([list, text]) => `${list}.map(m, ${text})`),
    fc.tuple(tie('list'), tie('bool')).map(([list, bool]) => `${list}.filter(m, ${bool})`),
    fc.tuple(tie('list'), tie('list')).map(([a, b]) => `(${a} + ${b})`),
  ),
  number: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom('tokens.input', 'cost.estimate', '1', '0.5'),
    tie('text').map((each) => `size(${each})`),
    tie('list').map((each) => `${each}.size()`),
    fc
      .tuple(tie('number'), fc.constantFrom('+', '*', '/', '%'), tie('number'))
      .map((parts) => `(${parts.join(' ')})`),
  ),
  bool: fc.oneof(
    { maxDepth: 3 },
    fc.tuple(tie('number'), fc.constantFrom('<', '==', '>='), tie('number')).map((parts) => parts.join(' ')),
    fc
      .tuple(tie('text'), fc.constantFrom('aaab', 'a'.repeat(199) + 'b'))
      .map(([a, b]) => `${a}.contains("${b}")`),
    fc
      .tuple(
        tie('text'),
        fc.constantFrom('(a*)*b', '(?:a?){50}b', '[^c]*[ab][^d]{50}[ef]', '(a|aa)+$', '[^b]*b'),
      )
      .map(([a, b]) => `re(${a}, "${b}")`),
    tie('text').map((each) => `glob(${each}, "*a*a*a*b")`),
    tie('text').map((each) => `containsWord(${each}, "a")`),
    fc.tuple(tie('text'), tie('text')).map(([a, b]) => `${a} == ${b}`),
    fc
      .tuple(tie('list'), fc.constantFrom('exists', 'all', 'exists_one'), tie('bool'))
      .map(([list, macro, bool]) => `${list}.${macro}(m, ${bool})`),
    fc.tuple(tie('bool'), fc.constantFrom('&&', '||'), tie('bool')).map(([a, of, b]) => `(${a} ${of} ${b})`),
    tie('bool').map((each) => `!(${each})`),
  ),
}));

it('a condition that is accepted takes no long time on a long prompt, whatever it says', () => {
  let accepted = 0;
  fc.assert(
    fc.property(body.bool, (text) => {
      if (!checkExpression(text).ok) return;
      accepted += 1;
      expect(
        millisOf(() => evaluate(text)),
        text,
      ).toBeLessThan(MAX_MS);
    }),
    { numRuns: 200 },
  );
  expect(accepted).toBeGreaterThan(20);
});
