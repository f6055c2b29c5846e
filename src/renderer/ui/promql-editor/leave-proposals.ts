import { closeCompletion, completionStatus } from '@codemirror/autocomplete';
import { EditorView } from '@codemirror/view';

/** Proposals that come when the editor has been left are not shown: CodeMirror closes only those that are open by then. */
export const leaveProposals = EditorView.updateListener.of(({ view, state }) => {
  if (view.hasFocus || completionStatus(state) !== 'active') return;
  // Not within the update.
  queueMicrotask(() => closeCompletion(view));
});
