import { acceptCompletion, autocompletion, completionStatus } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { bracketMatching } from '@codemirror/language';
import { EditorState, Prec, Transaction, type Extension } from '@codemirror/state';
import { EditorView, highlightSpecialChars, keymap, placeholder, tooltips } from '@codemirror/view';
import { useEffect, useRef, type RefObject } from 'react';
import { celCompletions, type CelName } from './cel-completions.ts';
import { celEditorTheme } from './cel-editor-theme.ts';
import { celLanguage } from './cel-language.ts';
import { celProblems, type CheckCel } from './cel-problems.ts';

export interface CelViewOptions {
  readonly label: string;
  readonly placeholder: string;
  /** The id of the element that says what is wrong. */
  readonly noteId: string;
  readonly maxLength: number;
  readonly names: readonly CelName[];
  readonly check: CheckCel;
  readonly onChange: (text: string) => void;
}

/** A CodeMirror in the host element that shows `value` and tells what is typed. */
export function useCelView(
  host: RefObject<HTMLDivElement | null>,
  value: string,
  options: CelViewOptions,
): void {
  const view = useRef<EditorView | null>(null);
  const shown = useRef(value);
  const latest = useRef(options);
  useEffect(() => {
    latest.current = options;
    shown.current = value;
  });
  const { label, placeholder: hint, noteId, maxLength } = options;
  useEffect(() => {
    if (host.current === null) return undefined;
    const editor = new EditorView({
      parent: host.current,
      doc: shown.current,
      extensions: extensionsOf({ label, hint, noteId, maxLength }, () => latest.current),
    });
    view.current = editor;
    return () => {
      view.current = null;
      editor.destroy();
    };
  }, [host, label, hint, noteId, maxLength]);
  useEffect(() => {
    const editor = view.current;
    if (editor === null || editor.state.doc.toString() === value) return;
    editor.dispatch({
      changes: { from: 0, to: editor.state.doc.length, insert: value },
      annotations: Transaction.remote.of(true),
    });
  }, [value]);
}

interface FixedOptions {
  readonly label: string;
  readonly hint: string;
  readonly noteId: string;
  readonly maxLength: number;
}

/** Tab takes a proposal where there is one, and otherwise leaves the editor as it leaves every field. */
function extensionsOf(fixed: FixedOptions, latest: () => CelViewOptions): Extension {
  return [
    Prec.highest(
      keymap.of([
        {
          key: 'Tab',
          run: (view) => completionStatus(view.state) === 'active' && acceptCompletion(view),
        },
      ]),
    ),
    keymap.of([...historyKeymap, ...defaultKeymap]),
    history(),
    bracketMatching(),
    highlightSpecialChars(),
    EditorView.lineWrapping,
    placeholder(fixed.hint),
    tooltips({ parent: document.body }),
    EditorState.changeFilter.of(({ newDoc }) => newDoc.length <= fixed.maxLength),
    EditorView.contentAttributes.of({
      'aria-label': fixed.label,
      'aria-describedby': fixed.noteId,
      spellcheck: 'false',
    }),
    EditorView.updateListener.of(({ docChanged, state, transactions }) => {
      const isTyped = !transactions.some((each) => each.annotation(Transaction.remote) === true);
      if (docChanged && isTyped) latest().onChange(state.doc.toString());
    }),
    celLanguage(),
    celProblems((text) => latest().check(text)),
    autocompletion({
      override: [(context) => celCompletions(latest().names, context)],
      icons: false,
      interactionDelay: 0,
      activateOnTypingDelay: 80,
    }),
    celEditorTheme,
  ];
}
