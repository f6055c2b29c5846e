import { describe, expect, it } from 'vitest';
import { addUp, countsOf, failuresOf, summary } from './test-counts.mjs';

const vitest = (change: object) =>
  JSON.stringify({
    numPassedTests: 3,
    numFailedTests: 0,
    numPendingTests: 0,
    numTodoTests: 0,
    testResults: [],
    ...change,
  });

describe('counting tests', () => {
  it('reads the reports of the tools', () => {
    expect(countsOf('check', '{"passed":7,"failed":1}', 1)).toEqual({ passed: 7, failed: 1, skipped: 0 });
    expect(countsOf('vitest', vitest({ numPendingTests: 2 }), 0)).toEqual({
      passed: 3,
      failed: 0,
      skipped: 2,
    });
    const stats = { expected: 4, flaky: 0, unexpected: 1, skipped: 0 };
    expect(countsOf('playwright', JSON.stringify({ stats, errors: [] }), 1)).toEqual({
      passed: 4,
      failed: 1,
      skipped: 0,
    });
  });

  it('counts a file that could not be loaded', () => {
    const testResults = [{ status: 'failed', assertionResults: [] }];
    expect(countsOf('vitest', vitest({ testResults }), 1).failed).toBe(1);
  });

  it.each([
    ['a tool that crashed before its report', 'vitest', null, 1],
    ['a tool that wrote no report', 'vitest', null, 0],
    ['a failure that no test shows', 'vitest', vitest({}), 1],
    ['a build that failed', 'build', null, 1],
  ])('never takes for well %s', (_what, name, text, code) => {
    expect(countsOf(name, text, code).failed).toBe(1);
  });

  it('names what failed, and why', () => {
    const failed = {
      status: 'failed',
      fullName: 'adds up',
      failureMessages: ['\u001b[31mexpected 1\n at x'],
    };
    const testResults = [
      { name: 'a.test.ts', status: 'failed', assertionResults: [failed, { status: 'passed' }] },
      { name: 'b.test.ts', status: 'failed', assertionResults: [], message: 'cannot be loaded' },
    ];
    expect(failuresOf('vitest', vitest({ testResults }))).toEqual([
      'a.test.ts > adds up: expected 1',
      'b.test.ts: cannot be loaded',
    ]);
    const spec = { title: 'opens', file: 'c.spec.ts', line: 3, ok: false };
    const tests = [{ results: [{ error: { message: 'timed out' } }] }];
    const report = { suites: [{ suites: [{ specs: [{ ...spec, tests }] }] }], errors: [] };
    expect(failuresOf('playwright', JSON.stringify(report))).toEqual(['c.spec.ts:3 > opens: timed out']);
    expect(failuresOf('build', null)).toEqual([]);
  });

  it('counts a build as one', () => {
    expect(countsOf('build', null, 0)).toEqual({ passed: 1, failed: 0, skipped: 0 });
  });

  it('ends with one plain line', () => {
    const total = addUp([
      { passed: 1, failed: 0, skipped: 0 },
      { passed: 2, failed: 1, skipped: 0 },
    ]);
    expect(summary(total)).toBe('3 passed, 1 failed');
    expect(summary({ ...total, skipped: 2 })).toBe('3 passed, 1 failed, 2 skipped');
  });
});
