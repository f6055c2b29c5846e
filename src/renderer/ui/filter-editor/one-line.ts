import { EditorState, type Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';

/** Line breaks of what is pasted become spaces, and none come in otherwise. */
export function oneLine(maxLength: number): Extension {
  return [
    EditorView.clipboardInputFilter.of((text) => text.replace(/\s*[\r\n]+\s*/g, ' ').slice(0, maxLength)),
    EditorState.transactionFilter.of((transaction) => {
      const fits = transaction.newDoc.lines === 1 && transaction.newDoc.length <= maxLength;
      return transaction.docChanged && !fits ? [] : transaction;
    }),
  ];
}
