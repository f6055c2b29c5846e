/** What a variable stands for at the moment. */
export interface VariableValue {
  /** The chosen values; when All is chosen, all there are. */
  readonly values: readonly string[];
  /** What the values are called, one for one. */
  readonly texts: readonly string[];
  readonly isAll: boolean;
  /** What All becomes; null: the values as an alternative. */
  readonly allValue: string | null;
  /** Several values may be chosen, so that a query has to take an alternative. */
  readonly isMulti: boolean;
  /** Values of a label, which stand in a string of PromQL; others may be pieces of PromQL themselves. */
  readonly isLabelValue: boolean;
}

type Write = (values: readonly string[]) => string;

/** The formats of `${name:format}`, by name. */
const FORMATS: ReadonlyMap<string, Write> = new Map<string, Write>([
  ['regex', (values) => alternative(values)],
  ['pipe', (values) => values.join('|')],
  ['csv', (values) => values.join(',')],
  ['raw', (values) => values.join(',')],
  ['glob', (values) => (values.length === 1 ? (values[0] ?? '') : `{${values.join(',')}}`)],
  ['json', (values) => JSON.stringify(values.length === 1 ? values[0] : values)],
  ['doublequote', (values) => values.map((value) => `"${value.replaceAll('"', '\\"')}"`).join(',')],
  ['singlequote', (values) => values.map((value) => `'${value.replaceAll("'", "\\'")}'`).join(',')],
  ['percentencode', (values) => encodeURIComponent(values.join(','))],
]);

/** A variable as it is written into a query; `format` null: as PromQL wants it. */
export function formatVariable(variable: VariableValue, format: string | null): string {
  const { values, texts, isAll, allValue, isMulti, isLabelValue } = variable;
  if (format === 'text') return isAll ? 'All' : texts.join(' + ');
  if (format === 'filter') return isAll ? '*' : inFilter(values.join(' '));
  if (isAll && allValue !== null) return allValue;
  const write = format === null ? undefined : FORMATS.get(format);
  if (write !== undefined) return write(values);
  if (!isMulti) return isLabelValue ? inString(values[0] ?? '') : (values[0] ?? '');
  return isAll && values.length === 0 ? '.*' : alternative(values);
}

/** Escaped twice: once for the pattern, once for the string of PromQL that it stands in. */
function alternative(values: readonly string[]): string {
  const escaped = values.map((value) => inString(value.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')));
  return escaped.length === 1 ? (escaped[0] ?? '') : `(${escaped.join('|')})`;
}

/** A value of a condition: `model:$model`. Several have no form there. */
function inFilter(value: string): string {
  return /^[\w.-]+$/.test(value) ? value : `"${inString(value).replaceAll('*', '\\*')}"`;
}

function inString(value: string): string {
  return value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
}
