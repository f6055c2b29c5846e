import { closeCompletion, completionStatus } from '@codemirror/autocomplete';
import { ViewPlugin } from '@codemirror/view';

/**
 * Escape closes the proposals first, and only then what is around the editor. Dialogs listen at the document before anything
 * in them does, so this listens at the window.
 */
export const escapeProposals = ViewPlugin.define((view) => {
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !view.hasFocus || completionStatus(view.state) === null) return;
    closeCompletion(view);
    event.preventDefault();
    event.stopPropagation();
  };
  window.addEventListener('keydown', onKey, { capture: true });
  return { destroy: () => window.removeEventListener('keydown', onKey, { capture: true }) };
});
