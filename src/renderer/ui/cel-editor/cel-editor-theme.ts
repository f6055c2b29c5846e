import type { Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { editorPopupTheme } from '../editor-popup-theme.ts';

const lines = EditorView.theme({
  '&': { flex: '1', minWidth: '0', background: 'none', color: 'var(--text)' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': {
    overflow: 'auto',
    minHeight: '92px',
    maxHeight: '320px',
    fontFamily: 'var(--font-mono)',
    fontSize: 'var(--text-sm)',
    fontVariantLigatures: 'none',
    lineHeight: '19px',
  },
  '.cm-content': { padding: '8px 0', caretColor: 'var(--text)' },
  '.cm-line': { padding: '0 10px', unicodeBidi: 'isolate' },
  '.cm-matchingBracket': { background: 'var(--surface-active)', outline: '1px solid var(--border-strong)' },
  '.cm-placeholder': {
    color: 'var(--text-muted)',
    fontFamily: 'var(--font-sans)',
    fontSize: 'var(--text-md)',
  },
});

/** The looks of the editor in the tokens of the app, so that both themes come by themselves. */
export const celEditorTheme: Extension = [lines, editorPopupTheme];
