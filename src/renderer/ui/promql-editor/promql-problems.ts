import { linter, type Diagnostic } from '@codemirror/lint';
import type { Extension } from '@codemirror/state';
import { LanguageType, promQLLanguage } from '@prometheus-io/codemirror-promql';

const PAUSE_MS = 400;
/** `$name`, `${name:format}` and `[[name]]`, which a dashboard fills in. */
const REFERENCE = /\$\w+|\$\{\w+(?::\w+)?\}|\[\[\w+(?::\w+)?\]\]/g;
const STRING = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`/g;
const WINDOW = /\[\s*(?:\$\w+|\$\{\w+\})\s*((?::\s*(?:\$\w+|\$\{\w+\})?)?\s*)\]/g;

const parser = promQLLanguage(LanguageType.PromQL).parser;

/** Underlines where an expression is no PromQL, once typing pauses. */
export function promqlProblems(): Extension {
  return linter(
    (view): Diagnostic[] => {
      const problem = findProblem(view.state.doc.toString());
      return problem === null ? [] : [{ ...problem, severity: 'error' }];
    },
    { delay: PAUSE_MS },
  );
}

/**
 * The first place where a text is no PromQL; null: nowhere. Windows such as `[$__interval]` count as durations. What else is
 * filled in may be anything, so such a text is not judged.
 */
export function findProblem(text: string): { from: number; to: number; message: string } | null {
  if (text.trim() === '') return null;
  const judged = withDurations(text);
  if (judged === null) return null;
  let found: { from: number; to: number } | null = null;
  parser.parse(judged).iterate({
    enter: ({ type, from, to }) => {
      if (type.isError && found === null) found = { from, to };
      return found === null;
    },
  });
  if (found === null) return null;
  const { from, to }: { from: number; to: number } = found;
  const at = judged.slice(from, Math.max(to, from + 12)).trim();
  const message =
    at === '' ? 'The expression is not finished.' : `This is not PromQL from here on: ${at.slice(0, 20)}`;
  return { from, to: Math.max(to, Math.min(text.length, from + 1)), message };
}

/** As long as it was, with durations in windows; null where something else is filled in outside of texts. */
function withDurations(text: string): string | null {
  const judged = text.replace(
    WINDOW,
    (whole, rest: string) => `[5m${rest.includes(':') ? ':' : ''}`.padEnd(whole.length - 1) + ']',
  );
  const outside = judged.replace(STRING, (string) => ' '.repeat(string.length));
  return outside.search(REFERENCE) < 0 ? judged : null;
}
