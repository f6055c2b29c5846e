import { EditorView } from '@codemirror/view';

/** The looks of the editor in the tokens of the app, so that both themes come by themselves. */
export const editorTheme = EditorView.theme({
  '&': { flex: '1', minWidth: '0', background: 'none', color: 'var(--text)' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': {
    overflow: 'auto hidden',
    scrollbarWidth: 'none',
    fontFamily: 'var(--font-mono)',
    fontSize: 'var(--text-sm)',
    lineHeight: 'calc(var(--control-height) - 2px)',
  },
  '.cm-content': { padding: '0', caretColor: 'var(--text)' },
  '.cm-line': { padding: '0', unicodeBidi: 'isolate' },
  '.cm-placeholder': {
    color: 'var(--text-muted)',
    fontFamily: 'var(--font-sans)',
    fontSize: 'var(--text-md)',
  },
  '.cm-specialChar': { color: 'var(--error-text)' },
  '.cm-lintRange-error, .cm-lintRange-active': {
    backgroundImage: 'none',
    textDecoration: 'underline wavy var(--error-solid)',
    textUnderlineOffset: '3px',
  },
  '.cm-lintPoint-error::after': { borderBottomColor: 'var(--error-solid)' },
  '.cm-tooltip': {
    border: '1px solid var(--border)',
    borderRadius: 'var(--radius-md)',
    background: 'var(--surface-raised)',
    boxShadow: 'var(--shadow-md)',
    color: 'var(--text)',
    overflow: 'hidden',
    zIndex: 'var(--layer-popover)',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': {
    padding: '4px',
    maxHeight: '280px',
    minWidth: '240px',
    fontFamily: 'var(--font-mono)',
    fontSize: 'var(--text-sm)',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': {
    display: 'flex',
    justifyContent: 'space-between',
    gap: 'var(--space-4)',
    padding: '4px 8px',
    borderRadius: 'var(--radius-sm)',
    lineHeight: '18px',
    unicodeBidi: 'isolate',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]': {
    background: 'var(--surface-selected)',
    color: 'var(--text)',
  },
  '.cm-completionLabel': { overflow: 'hidden', textOverflow: 'ellipsis' },
  '.cm-completionDetail': {
    marginLeft: '0',
    color: 'var(--text-muted)',
    fontFamily: 'var(--font-sans)',
    fontStyle: 'normal',
  },
  '.cm-completionMatchedText': { textDecoration: 'none' },
  '.cm-diagnostic': {
    borderLeft: 'none',
    padding: '6px 10px',
    fontFamily: 'var(--font-sans)',
    fontSize: 'var(--text-sm)',
  },
  '.cm-diagnosticAction': {
    marginLeft: '10px',
    padding: '1px 8px',
    border: '1px solid var(--border-control)',
    borderRadius: 'var(--radius-sm)',
    background: 'var(--surface-card)',
    color: 'var(--accent-text)',
  },
});
