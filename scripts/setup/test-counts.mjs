import { stripVTControlCharacters } from 'node:util';

/** How each tool's report says what passed. */
const READERS = {
  check: ({ passed, failed }) => ({ passed, failed, skipped: 0 }),
  vitest: (report) => ({
    passed: report.numPassedTests,
    // A file that could not even be loaded has no tests to count.
    failed: report.numFailedTests + report.testResults.filter(hasNotRun).length,
    skipped: report.numPendingTests + report.numTodoTests,
  }),
  playwright: ({ stats, errors }) => ({
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected + errors.length,
    skipped: stats.skipped,
  }),
};

function hasNotRun(file) {
  return file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed');
}

/**
 * The counts of a step from its report. A step without a report is one that passed or failed by its exit code; a
 * step that failed is never counted as if all were well.
 * @param {string} name
 * @param {string | null} text the report
 * @param {number} exitCode
 */
export function countsOf(name, text, exitCode) {
  const counts = text === null ? { passed: 0, failed: 0, skipped: 0 } : READERS[name](JSON.parse(text));
  if (exitCode !== 0 && counts.failed === 0) return { ...counts, failed: 1 };
  if (text === null && !(name in READERS)) return { ...counts, passed: 1 };
  if (text === null && exitCode === 0) return { ...counts, failed: 1 };
  return counts;
}

/** How each tool's report says what failed, and why. */
const FAILURE_READERS = {
  vitest: ({ testResults }) =>
    testResults.flatMap((file) => [
      ...(hasNotRun(file) ? [`${file.name}: ${firstLine(file.message)}`] : []),
      ...file.assertionResults
        .filter((test) => test.status === 'failed')
        .map((test) => `${file.name} > ${test.fullName}: ${firstLine(test.failureMessages[0])}`),
    ]),
  playwright: ({ suites, errors }) => [
    ...errors.map((error) => firstLine(error.message)),
    ...specsOf(suites)
      .filter((spec) => !spec.ok)
      .map((spec) => `${spec.file}:${spec.line} > ${spec.title}: ${firstLine(errorOf(spec))}`),
  ],
};

function specsOf(suites = []) {
  return suites.flatMap((suite) => [...(suite.specs ?? []), ...specsOf(suite.suites)]);
}

function errorOf({ tests }) {
  return tests.flatMap(({ results }) => results).find(({ error }) => error !== undefined)?.error.message;
}

function firstLine(text = 'no reason was given') {
  return stripVTControlCharacters(text).split('\n', 1)[0];
}

/**
 * The tests of a step that failed, each with the first line of why, for the end of a long run.
 * @param {string} name
 * @param {string | null} text the report
 */
export function failuresOf(name, text) {
  return text === null ? [] : (FAILURE_READERS[name]?.(JSON.parse(text)) ?? []);
}

export function addUp(results) {
  const sum = (key) => results.reduce((total, counts) => total + counts[key], 0);
  return { passed: sum('passed'), failed: sum('failed'), skipped: sum('skipped') };
}

/** The line that ends a test run. */
export function summary({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
