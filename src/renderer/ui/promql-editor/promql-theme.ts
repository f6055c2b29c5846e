import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import type { Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { editorPopupTheme } from '../editor-popup-theme.ts';

const lines = EditorView.theme({
  '&': { flex: '1', minWidth: '0', background: 'none', color: 'var(--text)' },
  // What holds its tooltips takes no place in the layout of a dialog.
  '&:not(.cm-editor)': { position: 'absolute !important' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': {
    overflow: 'auto',
    minHeight: '30px',
    maxHeight: '220px',
    fontFamily: 'var(--font-mono)',
    fontSize: 'var(--text-sm)',
    fontVariantLigatures: 'none',
    lineHeight: '19px',
  },
  '.cm-content': { padding: '5px 0', caretColor: 'var(--text)' },
  '.cm-line': { padding: '0 10px', unicodeBidi: 'isolate' },
  '.cm-matchingBracket': { background: 'var(--surface-active)', outline: '1px solid var(--border-strong)' },
  '.cm-placeholder': { color: 'var(--text-muted)' },
});

const colours = HighlightStyle.define([
  { tag: [tags.name, tags.variableName], color: 'var(--text)' },
  { tag: [tags.labelName, tags.propertyName], color: 'var(--accent-text)' },
  { tag: [tags.string, tags.number], color: 'var(--ok-text)' },
  { tag: [tags.keyword, tags.function(tags.variableName), tags.modifier], color: 'var(--warning-text)' },
  { tag: [tags.operator, tags.paren, tags.squareBracket, tags.brace], color: 'var(--text-secondary)' },
  { tag: tags.comment, color: 'var(--text-muted)' },
]);

/** PromQL in the colours of the theme. */
export const promqlTheme: Extension = [lines, editorPopupTheme, syntaxHighlighting(colours)];
