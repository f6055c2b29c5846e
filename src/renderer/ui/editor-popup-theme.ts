import { EditorView } from '@codemirror/view';

/** What editors underline and what pops up in them, in the tokens of the app. */
export const editorPopupTheme = EditorView.theme({
  '.cm-specialChar': { color: 'var(--error-text)' },
  '.cm-lintRange-error, .cm-lintRange-active': {
    backgroundImage: 'none',
    textDecoration: 'underline wavy var(--error-solid)',
    textUnderlineOffset: '3px',
  },
  '.cm-lintPoint-error::after': { borderBottomColor: 'var(--error-solid)' },
  // Where there is no room beside the proposals, what is said about one would cover the others.
  '.cm-completionInfo.cm-completionInfo-left-narrow, .cm-completionInfo.cm-completionInfo-right-narrow': {
    display: 'none',
  },
  '.cm-tooltip': {
    border: '1px solid var(--border)',
    borderRadius: 'var(--radius-md)',
    background: 'var(--surface-raised)',
    boxShadow: 'var(--shadow-md)',
    color: 'var(--text)',
    overflow: 'hidden',
    zIndex: 'var(--layer-popover)',
  },
  '.cm-tooltip.cm-tooltip-autocomplete': { marginTop: '7px' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': {
    padding: '4px',
    maxHeight: '280px',
    minWidth: '240px',
    fontFamily: 'var(--font-mono)',
    fontSize: 'var(--text-sm)',
    fontVariantLigatures: 'none',
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
