import { HighlightStyle, StreamLanguage, syntaxHighlighting, type StreamParser } from '@codemirror/language';
import type { Extension } from '@codemirror/state';
import { tags } from '@lezer/highlight';

const KEYWORD = /^(?:true|false|null|in)\b/;
const NUMBER = /^(?:0x[\da-fA-F]+|\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)u?/;
const STRING = /^[rRbB]?(?:"(?:[^"\\]|\\.)*"?|'(?:[^'\\]|\\.)*'?)/;
const CALL = /^[A-Za-z_]\w*(?=\s*\()/;
/** A method after a dot is a call. */
const PATH = /^[A-Za-z_]\w*(?:\.[A-Za-z_]\w*(?![\w]|\s*\())*/;
const OPERATOR = /^(?:&&|\|\||[=!<>]=|[!<>?:+\-*/%])/;

/** The tokens of the Common Expression Language, as far as colours need them. */
const tokens: StreamParser<null> = {
  name: 'cel',
  startState: () => null,
  token: (stream) => {
    if (stream.eatSpace()) return null;
    if (stream.match('//')) {
      stream.skipToEnd();
      return 'comment';
    }
    if (stream.match(STRING)) return 'string';
    if (stream.match(NUMBER)) return 'number';
    if (stream.match(KEYWORD)) return 'keyword';
    if (stream.match(CALL)) return 'function';
    if (stream.match(PATH)) return 'name';
    if (stream.match(OPERATOR)) return 'operator';
    stream.next();
    return null;
  },
  tokenTable: {
    function: tags.function(tags.variableName),
    name: tags.propertyName,
    operator: tags.operator,
  },
};

const colours = HighlightStyle.define([
  { tag: tags.propertyName, color: 'var(--accent-text)' },
  { tag: tags.function(tags.variableName), color: 'var(--text)', fontWeight: 'var(--weight-medium)' },
  { tag: [tags.string, tags.number], color: 'var(--ok-text)' },
  { tag: tags.keyword, color: 'var(--warning-text)', fontWeight: 'var(--weight-medium)' },
  { tag: tags.operator, color: 'var(--text-secondary)' },
  { tag: tags.comment, color: 'var(--text-muted)' },
]);

/** CEL in the colours of the theme. */
export function celLanguage(): Extension {
  return [StreamLanguage.define(tokens), syntaxHighlighting(colours)];
}
