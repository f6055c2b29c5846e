import { RE2JS } from 're2js';
import { SignalboxError } from '../../../shared/errors.ts';
import type { WordList } from '../../../shared/guard/index.ts';
import type { Match, TextPart } from '../text-matcher.ts';

/** Lines that are longer are not searched: a stream could not wait for their end. */
export const LONGEST_LINE = 8_192;
/** So many matches of a list in a line are enough to know. */
const MOST_IN_A_LINE = 100;

interface CompiledPatterns {
  readonly list: WordList;
  readonly expression: RE2JS;
}

/** @throws SignalboxError GUARD_SETTINGS_INVALID: one of them is not an expression of RE2 */
export function compilePatterns(lists: readonly WordList[]): CompiledPatterns[] {
  return lists
    .filter(({ patterns }) => patterns.length > 0)
    .map((list) => {
      for (const pattern of list.patterns) compile(pattern, list.name);
      const all = list.patterns.map((pattern) => `(?:${pattern})`).join('|');
      return { list, expression: compile(all, list.name) };
    });
}

function compile(pattern: string, list: string): RE2JS {
  try {
    return RE2JS.compile(pattern, RE2JS.CASE_INSENSITIVE);
  } catch (error) {
    const reason = `the list '${list}': ${error instanceof Error ? error.message : 'no expression'}`;
    throw new SignalboxError('GUARD_SETTINGS_INVALID', { guard: 'words', reason }, { cause: error });
  }
}

/** Where the last line begins: before it everything is settled for patterns, and after it if it is too long. */
export function settledLines(text: string): number {
  const start = text.lastIndexOf('\n') + 1;
  return text.length - start > LONGEST_LINE ? text.length : start;
}

/** Matches within the lines of a text; of a first line whose beginning is not there nothing is known. */
export function matchPatterns(
  patterns: readonly CompiledPatterns[],
  text: string,
  { isBegin, from }: TextPart,
  onMatch: (list: WordList, match: Omit<Match, 'kind'>) => void,
): void {
  if (patterns.length === 0) return;
  let start = from === 0 ? 0 : text.lastIndexOf('\n', from - 1) + 1;
  // A line whose beginning is gone was too long.
  if (!isBegin && start === 0) start = text.indexOf('\n') + 1;
  if (!isBegin && start === 0) return;
  while (start < text.length) {
    const newline = text.indexOf('\n', start);
    const end = newline === -1 ? text.length : newline;
    if (end - start <= LONGEST_LINE && end > start) {
      const line = text.slice(start, end);
      for (const { list, expression } of patterns) {
        const matcher = expression.matcher(line);
        for (let count = 0; count < MOST_IN_A_LINE && matcher.find(); count++) {
          if (matcher.end() > matcher.start())
            onMatch(list, { start: start + matcher.start(), end: start + matcher.end(), score: 1 });
        }
      }
    }
    start = end + 1;
  }
}
