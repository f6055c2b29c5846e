import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete';
import { closeCompletion } from '@codemirror/autocomplete';
import type { EditorView } from '@codemirror/view';

/** Something that an expression may name. */
export interface CelName {
  /** As it is written: `request.model`, `size`. */
  readonly name: string;
  /** For people: `text`, `number`. */
  readonly type: string;
  readonly description: string;
  /** What is inserted, where it is more than the name; the cursor goes to its end or to `|` in it. */
  readonly insert?: string;
  /** Written after a value and a dot, as `contains`. */
  readonly isMethod?: boolean;
}

const PATH = /[A-Za-z_][\w.]*$/;
const WITHIN_TEXT = /^(?:[^"'\\]|\\.|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')*["'](?:[^"'\\]|\\.)*$/;

/** What can be named where the cursor stands; null within texts. */
export function celCompletions(
  names: readonly CelName[],
  context: CompletionContext,
): CompletionResult | null {
  const before = context.state.sliceDoc(0, context.pos);
  if (WITHIN_TEXT.test(before.slice(before.lastIndexOf('\n') + 1))) return null;
  const path = PATH.exec(before)?.[0] ?? '';
  if (path === '' && !context.explicit && before.trim() !== '') return null;
  const fields = names.filter(({ isMethod, name }) => isMethod !== true && matches(name, path));
  if (fields.length > 0) {
    return { from: context.pos - path.length, options: fields.map(optionOf), filter: false };
  }
  const dot = path.lastIndexOf('.');
  if (dot < 0) return null;
  const typed = path.slice(dot + 1);
  const methods = names.filter(({ isMethod, name }) => isMethod === true && name.startsWith(typed));
  if (methods.length === 0) return null;
  return { from: context.pos - typed.length, options: methods.map(optionOf), filter: false };
}

/** The beginning of the whole name, or of its last part. */
function matches(name: string, typed: string): boolean {
  return name.startsWith(typed) || name.slice(name.lastIndexOf('.') + 1).startsWith(typed);
}

function optionOf({ name, type, description, insert }: CelName): Completion {
  const detail = `${description} · ${type}`;
  return insert === undefined
    ? { label: name, detail, apply: (view, _, from, to) => put(view, name, from, to) }
    : { label: name, detail, apply: (view, _, from, to) => put(view, insert, from, to) };
}

function put(view: EditorView, text: string, from: number, to: number): void {
  const mark = text.indexOf('|');
  const insert = mark < 0 ? text : text.slice(0, mark) + text.slice(mark + 1);
  view.dispatch({
    changes: { from, to, insert },
    selection: { anchor: from + (mark < 0 ? insert.length : mark) },
    userEvent: 'input.complete',
  });
  closeCompletion(view);
}
