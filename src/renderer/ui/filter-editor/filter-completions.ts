import type {
  Completion,
  CompletionContext,
  CompletionResult,
  CompletionSource,
} from '@codemirror/autocomplete';
import { startCompletion } from '@codemirror/autocomplete';
import type { EditorView } from '@codemirror/view';
import { FILTER_FIELDS, filterField, printClause, type FieldType } from '../../../shared/filter/index.ts';
import { displayText } from '../../lib/display-text.ts';
import { completionPlace, type CompletionPlace } from './completion-place.ts';

/** Gives values that a field has had; of `@`, the keys of attributes. */
export type LoadValues = (field: string, typed: string, signal: AbortSignal) => Promise<readonly string[]>;

export interface CompletionOptions {
  readonly loadValues: LoadValues;
  /** The filters that were applied last, newest first. */
  readonly recent: () => readonly string[];
}

const COMPARISONS: readonly Completion[] = [
  { label: '>', detail: 'more than' },
  { label: '>=', detail: 'at least' },
  { label: '<', detail: 'less than' },
  { label: '<=', detail: 'at most' },
];

/** Values to begin with where the store has none to offer. */
const EXAMPLES: Readonly<Partial<Record<FieldType, readonly string[]>>> = {
  duration: ['100ms', '1s', '10s', '1s..5s'],
  money: ['$0.001', '$0.01', '$0.1', '$1'],
  count: ['0', '10', '1k', '10k'],
  time: ['-15m', '-1h', '-24h'],
};

const WORDS: readonly Completion[] = [
  { label: 'has:', detail: 'the field says something' },
  { label: 'any span (', detail: 'one span meets all of it' },
  { label: 'not', detail: 'the opposite', apply: 'not ' },
  { label: 'or', detail: 'either of two', apply: 'or ' },
  { label: '@', detail: 'an attribute by its key' },
];

/** Completes fields, comparisons, values and keys of attributes, and in an empty editor the last filters. */
export function filterCompletions({ loadValues, recent }: CompletionOptions): CompletionSource {
  return async (context) => {
    const text = context.state.doc.toString();
    const place = completionPlace(text, context.pos);
    if (place === null) return null;
    const options =
      place.kind === 'value'
        ? await valueOptions(place, context, loadValues)
        : await fieldOptions(place, context, loadValues, text.trim() === '' ? recent() : []);
    return options.length === 0 ? null : result(place, options);
  };
}

/** What fits is decided here, so that CodeMirror neither sorts nor leaves out anything. */
function result({ from }: CompletionPlace, options: readonly Completion[]): CompletionResult {
  return { from, options, filter: false };
}

async function fieldOptions(
  { typed }: CompletionPlace,
  context: CompletionContext,
  loadValues: LoadValues,
  recent: readonly string[],
): Promise<readonly Completion[]> {
  if (typed.startsWith('@')) {
    const keys = await loaded(context, (signal) => loadValues('@', typed.slice(1), signal));
    return keys.map((key) => thenValues(printClause(`@${key}`, ':', 'x').slice(0, -1), 'attribute'));
  }
  const wanted = typed.toLowerCase();
  const fields = FILTER_FIELDS.filter(({ name, aliases = [] }) =>
    [name, ...aliases].some((each) => each.startsWith(wanted)),
  );
  const words = WORDS.filter(({ label }) => label.startsWith(wanted));
  return [
    ...recent.map((filter): Completion => ({
      label: displayText(filter, 80),
      apply: filter,
      detail: 'recent',
    })),
    ...fields.map(({ name, description }) => thenValues(`${name}:`, description)),
    ...words.map((word) =>
      word.label.endsWith(':') || word.label === '@' ? { ...word, apply: insertAndGoOn(word.label) } : word,
    ),
  ];
}

async function valueOptions(
  { field, typed }: CompletionPlace,
  context: CompletionContext,
  loadValues: LoadValues,
): Promise<readonly Completion[]> {
  if (field.toLowerCase() === 'has') return hasOptions(typed);
  const definition = filterField(field);
  const known = definition?.choices ?? EXAMPLES[definition?.type ?? 'name'];
  if (known !== undefined) {
    const comparisons =
      definition?.choices === undefined && typed === '' && !afterComparison(context) ? COMPARISONS : [];
    return [
      ...comparisons.map((each) => ({ ...each, apply: insertAndGoOn(each.label) })),
      ...known.filter((value) => value.startsWith(typed.toLowerCase())).map((value) => ofValue(value)),
    ];
  }
  const values = await loaded(context, (signal) => loadValues(definition?.name ?? field, typed, signal));
  return values.map((value) => ofValue(value));
}

function hasOptions(typed: string): readonly Completion[] {
  return FILTER_FIELDS.filter(({ name }) => name.startsWith(typed.toLowerCase())).map(
    ({ name, description }) => ({
      label: name,
      detail: description,
      apply: `${name} `,
    }),
  );
}

function afterComparison({ state, pos }: CompletionContext): boolean {
  return /[<>]=?$/.test(state.sliceDoc(Math.max(0, pos - 2), pos));
}

function ofValue(value: string): Completion {
  const printed = printClause('x', ':', value).slice('x:'.length);
  return { label: displayText(value, 80), apply: `${printed} ` };
}

function thenValues(label: string, detail: string): Completion {
  return { label, detail, apply: insertAndGoOn(label) };
}

/** Inserts and completes what comes next. */
function insertAndGoOn(
  text: string,
): (view: EditorView, completion: Completion, from: number, to: number) => void {
  return (view, _completion, from, to) => {
    view.dispatch({
      changes: { from, to, insert: text },
      selection: { anchor: from + text.length },
      userEvent: 'input.complete',
    });
    startCompletion(view);
  };
}

/** What is asked for is given up when what was typed goes on; without an answer nothing is proposed. */
async function loaded(
  context: CompletionContext,
  load: (signal: AbortSignal) => Promise<readonly string[]>,
): Promise<readonly string[]> {
  const controller = new AbortController();
  context.addEventListener('abort', () => controller.abort(), { onDocChange: true });
  try {
    return await load(controller.signal);
  } catch (error) {
    if (controller.signal.aborted) return [];
    throw error;
  }
}
