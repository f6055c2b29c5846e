import {
  acceptCompletion,
  autocompletion,
  closeCompletion,
  completionStatus,
  moveCompletionSelection,
  selectedCompletion,
} from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { forceLinting } from '@codemirror/lint';
import { Prec, type Extension } from '@codemirror/state';
import { EditorView, highlightSpecialChars, keymap, placeholder, tooltips } from '@codemirror/view';
import { useEffect, useRef, type RefObject } from 'react';
import { MAX_FILTER_LENGTH, type FilterProblem } from '../../../shared/filter/index.ts';
import { editorTheme } from './editor-theme.ts';
import { filterCompletions, type CompletionOptions } from './filter-completions.ts';
import { filterLanguage } from './filter-language.ts';
import { filterProblems, problemsOf } from './filter-problems.ts';
import { oneLine } from './one-line.ts';

export interface EditorOptions extends CompletionOptions {
  readonly label: string;
  readonly placeholder: string;
  /** The id of the element that says what is wrong. */
  readonly noteId: string;
  /** Only what can be read is applied. */
  readonly onApply: (text: string) => void;
  readonly onLeave: () => void;
  readonly onProblems: (problems: readonly FilterProblem[]) => void;
}

/** A CodeMirror in the host element that shows `value`: what is applied, until something else is typed. */
export function useEditorView(
  host: RefObject<HTMLDivElement | null>,
  value: string,
  options: EditorOptions,
): void {
  const view = useRef<EditorView | null>(null);
  const shown = useRef(value);
  const latest = useRef(options);
  useEffect(() => {
    latest.current = options;
    shown.current = value;
  });
  const { label, placeholder: hint, noteId } = options;
  useEffect(() => {
    if (host.current === null) return undefined;
    const editor = new EditorView({
      parent: host.current,
      doc: shown.current,
      extensions: extensionsOf(
        { label, hint, noteId },
        () => latest.current,
        () => shown.current,
      ),
    });
    view.current = editor;
    return () => {
      view.current = null;
      editor.destroy();
    };
  }, [host, label, hint, noteId]);
  useEffect(() => {
    if (view.current !== null) replaceText(view.current, value);
  }, [value]);
}

function extensionsOf(
  fixed: { label: string; hint: string; noteId: string },
  latest: () => EditorOptions,
  shown: () => string,
): Extension {
  return [
    Prec.highest(keymap.of([{ key: 'Tab', run: acceptFirst }])),
    keymap.of([
      { key: 'Enter', run: (view) => apply(view, latest()) },
      { key: 'Escape', run: (view) => leave(view, shown(), latest()) },
      ...historyKeymap,
      ...defaultKeymap,
    ]),
    oneLine(MAX_FILTER_LENGTH),
    history(),
    highlightSpecialChars(),
    placeholder(fixed.hint),
    tooltips({ parent: document.body }),
    EditorView.contentAttributes.of({
      'aria-label': fixed.label,
      'aria-multiline': 'false',
      'aria-describedby': fixed.noteId,
      'data-page-search': '',
      spellcheck: 'false',
    }),
    filterLanguage(),
    filterProblems((problems) => latest().onProblems(problems)),
    autocompletion({
      override: [
        filterCompletions({
          loadValues: (...asked) => latest().loadValues(...asked),
          recent: () => latest().recent(),
        }),
      ],
      icons: false,
      selectOnOpen: false,
      interactionDelay: 0,
      activateOnTypingDelay: 80,
    }),
    editorTheme,
  ];
}

/** Enter applies what is written; Tab takes the first proposal where none was chosen. */
function acceptFirst(view: EditorView): boolean {
  if (completionStatus(view.state) !== 'active') return false;
  if (selectedCompletion(view.state) === null) moveCompletionSelection(true)(view);
  return acceptCompletion(view);
}

function apply(view: EditorView, { onApply, onProblems }: EditorOptions): boolean {
  closeCompletion(view);
  const text = view.state.doc.toString().trim();
  const problems = problemsOf(text);
  onProblems(problems);
  if (problems.length === 0) onApply(text);
  else forceLinting(view);
  return true;
}

/** What was not applied is undone. */
function leave(view: EditorView, shown: string, { onLeave }: EditorOptions): boolean {
  replaceText(view, shown);
  onLeave();
  return true;
}

function replaceText(view: EditorView, text: string): void {
  const current = view.state.doc.toString();
  const line = text.replace(/[\r\n]+/g, ' ');
  if (current === line) return;
  view.dispatch({
    changes: { from: 0, to: current.length, insert: line },
    selection: { anchor: line.length },
  });
}
