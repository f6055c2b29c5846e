import { RE2JS } from 're2js';
import type { Call } from '../syntax/expression.ts';
import { failed, mergeSameLabels, type Column, type TimeGrid } from './columns.ts';
import { LABEL_NAME } from './count-values.ts';
import type { Evaluation } from './evaluation.ts';
import type { LabelSet } from './label-set.ts';

/** What is nested doubles with each level. */
const MAX_LABEL_LENGTH = 65_536;

/** `label_replace` and `label_join`: series with other labels. */
export function evaluateLabelCall(call: Call, grid: TimeGrid, evaluation: Evaluation): Column[] {
  const [vector, ...others] = call.args;
  if (vector === undefined) return [];
  const texts = others.map((arg) => evaluation.text(arg));
  const relabel = call.name === 'label_replace' ? labelReplace(texts) : labelJoin(texts);
  const [target = ''] = texts;
  const columns = evaluation.vector(vector, grid).map((column) => {
    const labels = relabel(column.labels);
    const { length } = labels.get(target);
    if (length > MAX_LABEL_LENGTH)
      throw failed(`${call.name} makes a label of more than ${MAX_LABEL_LENGTH} characters`);
    evaluation.context.budget.work(length);
    return { ...column, labels };
  });
  return mergeSameLabels(columns);
}

function labelReplace(texts: readonly string[]): (labels: LabelSet) => LabelSet {
  const [target = '', replacement = '', source = '', pattern = ''] = texts;
  const expression = compile(pattern);
  if (!LABEL_NAME.test(target)) throw failed(`invalid destination label name in label_replace(): ${target}`);
  return (labels) => {
    const matcher = expression.matcher(labels.get(source));
    if (!matcher.matches()) return labels;
    const groups = expression.namedGroups();
    return labels.with(
      target,
      expand(replacement, (name) => {
        const index = /^\d+$/.test(name)
          ? Number(name)
          : Object.hasOwn(groups, name)
            ? groups[name]
            : undefined;
        return index === undefined || index > matcher.groupCount() ? '' : (matcher.group(index) ?? '');
      }),
    );
  };
}

function compile(pattern: string): RE2JS {
  try {
    return RE2JS.compile(pattern);
  } catch (error) {
    throw failed(
      `invalid regular expression in label_replace(): ${pattern} (${error instanceof Error ? error.message : 'not RE2'})`,
    );
  }
}

/** A replacement with `$1`, `$name` or `${name}` for groups, and `$$` for a dollar sign. */
function expand(template: string, groupOf: (name: string) => string): string {
  return template.replace(
    /\$(?:\$|([\p{L}\p{Nd}_]+)|\{([\p{L}\p{Nd}_]+)\})/gu,
    (whole, name?: string, braced?: string) => (whole === '$$' ? '$' : groupOf(name ?? braced ?? '')),
  );
}

function labelJoin(texts: readonly string[]): (labels: LabelSet) => LabelSet {
  const [target = '', separator = '', ...sources] = texts;
  const wrong = sources.find((name) => !LABEL_NAME.test(name));
  if (wrong !== undefined) throw failed(`invalid source label name in label_join(): ${wrong}`);
  if (!LABEL_NAME.test(target)) throw failed(`invalid destination label name in label_join(): ${target}`);
  return (labels) => labels.with(target, sources.map((name) => labels.get(name)).join(separator));
}
