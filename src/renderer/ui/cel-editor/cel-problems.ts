import { completionStatus } from '@codemirror/autocomplete';
import { linter } from '@codemirror/lint';
import type { EditorState, Extension } from '@codemirror/state';

/** What is wrong with an expression, and where. */
export interface CelProblem {
  readonly from: number;
  readonly to: number;
  readonly message: string;
}

export type CheckCel = (text: string) => readonly CelProblem[] | Promise<readonly CelProblem[]>;

/** Who types is not told at every letter that it is not finished. */
const PAUSE_MS = 400;

/** Underlines what is wrong once typing pauses. */
export function celProblems(check: CheckCel): Extension {
  return linter(
    async (view) => {
      if (isProposing(view.state)) return [];
      const { length } = view.state.doc;
      const problems = await check(view.state.doc.toString());
      return problems.map(({ from, to, message }) => {
        const start = Math.min(from, length);
        return {
          from: start,
          to: Math.max(start, Math.min(to, length)),
          message,
          severity: 'error' as const,
        };
      });
    },
    {
      delay: PAUSE_MS,
      needsRefresh: ({ startState, state }) => isProposing(startState) !== isProposing(state),
    },
  );
}

function isProposing(state: EditorState): boolean {
  return completionStatus(state) !== null;
}
