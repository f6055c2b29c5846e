import { HighlightStyle, LRLanguage, syntaxHighlighting } from '@codemirror/language';
import type { Extension } from '@codemirror/state';
import { styleTags, tags } from '@lezer/highlight';
import { filterParser } from '../../../shared/filter/index.ts';

const language = LRLanguage.define({
  name: 'filter',
  parser: filterParser.configure({
    props: [
      styleTags({
        Field: tags.propertyName,
        Compare: tags.compareOperator,
        Value: tags.literal,
        'Quoted UnclosedQuoted': tags.string,
        'AndKeyword OrKeyword NotKeyword': tags.logicOperator,
        AnySpanOpen: tags.keyword,
        'Group/( Group/) AnySpan/)': tags.paren,
      }),
    ],
  }),
});

const colours = HighlightStyle.define([
  { tag: tags.propertyName, color: 'var(--accent-text)' },
  { tag: tags.compareOperator, color: 'var(--text-secondary)' },
  { tag: [tags.literal, tags.string], color: 'var(--ok-text)' },
  {
    tag: [tags.logicOperator, tags.keyword],
    color: 'var(--warning-text)',
    fontWeight: 'var(--weight-medium)',
  },
  { tag: tags.paren, color: 'var(--text-muted)' },
]);

/** The grammar of the engine, in the colours of the theme. */
export function filterLanguage(): Extension {
  return [language.extension, syntaxHighlighting(colours)];
}
