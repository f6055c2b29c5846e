import { acceptCompletion, autocompletion, completionStatus } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { bracketMatching } from '@codemirror/language';
import { EditorState, Prec, Transaction, type Extension } from '@codemirror/state';
import { EditorView, highlightSpecialChars, keymap, placeholder, tooltips } from '@codemirror/view';
import { LanguageType, promQLLanguage } from '@prometheus-io/codemirror-promql';
import { useEffect, useId, useRef } from 'react';
import { classNames } from '../../lib/class-names.ts';
import type { PromqlNames } from '../../lib/use-promql-names.ts';
import { escapeProposals } from './escape-proposals.ts';
import { leaveProposals } from './leave-proposals.ts';
import { promqlCompletion } from './promql-completion.ts';
import styles from './promql-editor.module.css';
import { promqlProblems } from './promql-problems.ts';
import { promqlTheme } from './promql-theme.ts';

export interface PromqlEditorProps {
  readonly label: string;
  readonly value: string;
  readonly placeholder?: string;
  /** Said below where nothing is wrong. */
  readonly hint?: string;
  /** What is wrong, said below. */
  readonly error?: string | undefined;
  readonly maxLength?: number;
  /** For completion. */
  readonly names: PromqlNames;
  readonly onChange: (text: string) => void;
}

/** A query in PromQL, with completion from the series that are there, and with what is no PromQL underlined. */
export function PromqlEditor(props: PromqlEditorProps) {
  const { label, value, placeholder: example = '', hint, error, maxLength = 20_000 } = props;
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const latest = useRef(props);
  const noteId = useId();
  useEffect(() => {
    latest.current = props;
  });
  useEffect(() => {
    if (host.current === null) return undefined;
    const dialog = host.current.closest<HTMLElement>('[role="dialog"]');
    const editor = new EditorView({
      parent: host.current,
      doc: latest.current.value,
      extensions: extensionsOf({ label, example, noteId, maxLength, dialog }, () => latest.current),
    });
    view.current = editor;
    return () => {
      view.current = null;
      editor.destroy();
    };
  }, [label, example, noteId, maxLength]);
  useEffect(() => {
    const editor = view.current;
    if (editor === null || editor.state.doc.toString() === value) return;
    editor.dispatch({
      changes: { from: 0, to: editor.state.doc.length, insert: value },
      annotations: Transaction.remote.of(true),
    });
  }, [value]);
  return (
    <div className={styles.editor}>
      <div ref={host} className={classNames(styles.box, error !== undefined && styles.invalid)} />
      <p id={noteId} className={error === undefined ? styles.hint : styles.error} aria-live="polite">
        {error ?? hint}
      </p>
    </div>
  );
}

interface FixedOptions {
  readonly label: string;
  readonly example: string;
  readonly noteId: string;
  readonly maxLength: number;
  /** That it is in. */
  readonly dialog: HTMLElement | null;
}

/** Where proposals pop up: what lies outside of an open dialog can neither be clicked nor read aloud. */
function placeOf(dialog: HTMLElement | null): Parameters<typeof tooltips>[0] {
  if (dialog === null) return { parent: document.body };
  return { parent: dialog, tooltipSpace: () => dialog.getBoundingClientRect() };
}

/** Tab takes a proposal where there is one, and otherwise leaves the editor as it leaves every field. */
function extensionsOf(fixed: FixedOptions, latest: () => PromqlEditorProps): Extension {
  return [
    Prec.highest(
      keymap.of([
        { key: 'Tab', run: (view) => completionStatus(view.state) === 'active' && acceptCompletion(view) },
      ]),
    ),
    keymap.of([...historyKeymap, ...defaultKeymap]),
    history(),
    bracketMatching(),
    highlightSpecialChars(),
    EditorView.lineWrapping,
    placeholder(fixed.example),
    tooltips(placeOf(fixed.dialog)),
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
    promQLLanguage(LanguageType.PromQL),
    promqlProblems(),
    escapeProposals,
    leaveProposals,
    autocompletion({
      override: [promqlCompletion(() => latest().names)],
      icons: false,
      interactionDelay: 0,
      activateOnTypingDelay: 80,
    }),
    promqlTheme,
  ];
}
