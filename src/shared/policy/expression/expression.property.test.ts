import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { completeInput } from '../policy-evaluation.ts';
import { POLICY_FIELDS } from '../policy-fields.ts';
import { MAX_EXPRESSION_LENGTH } from '../policy-set.ts';
import { policySubject } from '../policy-subject.ts';
import { compileCondition } from './condition.ts';
import { checkExpression } from './expression.ts';
import { containsWord } from './text-tests.ts';

const TOKENS = [
  ...POLICY_FIELDS.map(({ path }) => path),
  ...POLICY_FIELDS.map(({ example }) => example),
  ...'&& || ! ( ) [ ] { } , . ? : + - * / % < <= > >= == != in m t 0 1 -1 2.5 1u null true false "a" b"a" """'.split(
    ' ',
  ),
  ...'exists( all( exists_one( filter( map( m, has( size( re( glob( lower( string( int( dyn( type( matches( cel.bind( join( split('.split(
    ' ',
  ),
  '"(a+)+$"',
  '"[',
  '\\',
  '\u{1F600}',
  'constructor',
  '__proto__',
];

describe('an expression', () => {
  it('of any text is accepted or refused at a place within it, quickly', () => {
    const soup = fc.array(fc.constantFrom(...TOKENS), { maxLength: 25 }).map((tokens) => tokens.join(' '));
    const codes = fc.array(fc.nat(0xffff), { maxLength: 60 }).map((each) => String.fromCharCode(...each));
    fc.assert(
      fc.property(fc.oneof(soup, codes), (text) => {
        const { ok, error } = checkExpression(text);
        expect(ok).toBe(error === null);
        if (error === null) return;
        expect(error.message).not.toBe('');
        expect(error.from).toBeGreaterThanOrEqual(0);
        expect(error.to).toBeGreaterThanOrEqual(error.from);
        expect(error.to).toBeLessThanOrEqual(text.length);
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ['text.matches("a")', /re\(text, "pattern"\)/],
    ['re(text, prompt)', /must be a text in quotes/],
    ['re(text, "(a")', /pattern is not valid/],
    ['re(text, "((a{100}){100})")', /not valid/],
    ['re(text, "[ac][^d]{200}e")', /repeated more than 50 times/],
    ['messages.all(m, m.text.substring(1) == "a")', /could take/],
    ['text.contains(prompt)', /must be a text in quotes/],
    [`text.contains("${'a'.repeat(201)}")`, /at most 200/],
    ['messages.exists(a, messages.exists(b, messages.exists(c, a.text == c.text)))', /nested too deep/],
    ['messages.exists(a, messages.exists(b, a.text == b.text))', /could take/],
    ['messages.map(m, text + m.text).exists(t, t.contains("a"))', /could take/],
    ['tokens.input', /of type int/],
    ['tokns.input > 1', /Unknown variable: tokns/],
    ['tokens.inputt > 1', /No such key: inputt/],
    ['cel.bind(x, text, x == "a")', /no method bind/],
    ['text.split("").size() > 1', /no method split/],
    ['{"a": 1}.size() > 1', /no maps/],
    ['b"a" == b"b"', /no bytes/],
    [`${'!'.repeat(2_000)}request.stream`, /nested too deep/],
    [`${'('.repeat(2_000)}request.stream`, /nested too deep/],
    ['request.constructor == ""', /No such key/],
    ['__proto__ == ""', /Unknown variable|reserved/i],
    [`request.model == "${'a'.repeat(MAX_EXPRESSION_LENGTH)}"`, /at most 4000 characters/],
  ])('is refused: %s', (text, message) => {
    expect(checkExpression(text).error?.message ?? 'accepted').toMatch(message);
  });

  it('finds a word however often it nearly stands there', () => {
    expect(containsWord('a'.repeat(100_000), 'a'.repeat(199))).toBe(false);
    expect(containsWord('Planes, a plan', 'PLAN')).toBe(true);
    expect(containsWord('planes plänen _plan plan2', 'plan')).toBe(false);
    expect(containsWord('über-plan, "naïve" C++', 'naïve')).toBe(true);
    expect(containsWord('uses C++ here', 'c++')).toBe(true);
    expect(containsWord('a plan', '')).toBe(false);
  });

  it('knows what it reads', () => {
    const reads = (text: string) => [...checkExpression(text).reads].toSorted();
    expect(reads('messages.exists(m, m.text == scope.user) || guards.pii.hits > 0')).toEqual([
      'guards.pii.hits',
      'messages',
      'scope.user',
    ]);
    expect(reads('')).toEqual([]);
  });

  it('takes whole and broken numbers as people write them', () => {
    const subject = policySubject(completeInput({ tokens: { input: 12 }, cost: { estimate: 1 } }), () => []);
    for (const text of [
      'tokens.input == 12.0',
      'tokens.input > 11.5',
      'cost.estimate == 1',
      'cost.estimate * 2 >= 2',
      'tokens.input * 0.5 == 6',
      'cost.estimate != 0',
    ])
      expect(
        compileCondition(text).every(({ test }) => test(subject)),
        text,
      ).toBe(true);
  });
});
