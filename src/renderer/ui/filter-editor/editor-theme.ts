import type { Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { editorPopupTheme } from '../editor-popup-theme.ts';

const line = EditorView.theme({
  '&': { flex: '1', minWidth: '0', background: 'none', color: 'var(--text)' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': {
    overflow: 'auto hidden',
    scrollbarWidth: 'none',
    fontFamily: 'var(--font-mono)',
    fontSize: 'var(--text-sm)',
    fontVariantLigatures: 'none',
    lineHeight: 'calc(var(--control-height) - 2px)',
  },
  '.cm-content': { padding: '0', caretColor: 'var(--text)' },
  '.cm-line': { padding: '0', unicodeBidi: 'isolate' },
  '.cm-placeholder': {
    color: 'var(--text-muted)',
    fontFamily: 'var(--font-sans)',
    fontSize: 'var(--text-md)',
  },
});

/** The looks of the editor in the tokens of the app, so that both themes come by themselves. */
export const editorTheme: Extension = [line, editorPopupTheme];
