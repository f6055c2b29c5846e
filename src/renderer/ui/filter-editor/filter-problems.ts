import { completionStatus } from '@codemirror/autocomplete';
import { linter, type Diagnostic } from '@codemirror/lint';
import type { EditorState, Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { parseFilter, type FilterProblem } from '../../../shared/filter/index.ts';

/** Who types is not told at every letter that it is not finished. */
const PAUSE_MS = 500;

/** Underlines what is wrong once typing pauses, and tells it; what is mended is told at once. */
export function filterProblems(onChange: (problems: readonly FilterProblem[]) => void): Extension {
  return [
    linter(
      (view) => {
        // What is proposed may be what is missing.
        const problems = isProposing(view.state) ? [] : problemsOf(view.state.doc.toString());
        onChange(problems);
        return problems.map(toDiagnostic);
      },
      {
        delay: PAUSE_MS,
        needsRefresh: ({ startState, state }) => isProposing(startState) !== isProposing(state),
      },
    ),
    EditorView.updateListener.of(({ docChanged, state }) => {
      if (docChanged && problemsOf(state.doc.toString()).length === 0) onChange([]);
    }),
  ];
}

function isProposing(state: EditorState): boolean {
  return completionStatus(state) !== null;
}

export function problemsOf(text: string): readonly FilterProblem[] {
  const parsed = parseFilter(text);
  return parsed.ok ? [] : parsed.problems;
}

function toDiagnostic({ from, to, message, suggestion }: FilterProblem): Diagnostic {
  const diagnostic: Diagnostic = { from, to, message, severity: 'error' };
  if (suggestion === undefined) return diagnostic;
  return {
    ...diagnostic,
    actions: [
      {
        name: `Replace by ${suggestion}`,
        apply: (view, start, end) => view.dispatch({ changes: { from: start, to: end, insert: suggestion } }),
      },
    ],
  };
}
