import type { MetricLabels } from '../../../../../shared/metrics.ts';
import { displayText } from '../../../../lib/display-text.ts';

const LONGEST = 200;

/** A legend with `{{label}}` replaced by the label's value; '' where a series has no such label. */
export function filledLegend(template: string, labels: MetricLabels): string {
  return template.replace(/\{\{\s*([a-zA-Z_][\w.]*)\s*\}\}/g, (_, label: string) => labelOf(labels, label));
}

/**
 * What the series of one query are called. With a legend as it says; without one by what tells them apart: the values of
 * the labels that differ. `fallback` is for a single series that has nothing of its own.
 */
export function seriesNames(all: readonly MetricLabels[], legend: string, fallback: string): string[] {
  if (legend !== '' && legend !== 'auto' && legend !== '__auto') {
    return all.map((labels) => displayText(filledLegend(legend, labels), LONGEST) || fallback);
  }
  const telling = tellingLabels(all);
  return all.map((labels) => {
    const values = telling.map((label) => labelOf(labels, label)).filter((value) => value !== '');
    const nothing = telling.length > 0 ? `no ${telling.join(', ')}` : fallback;
    const own = values.length > 0 ? values.join(' · ') : labelOf(labels, '__name__') || nothing;
    return displayText(own, LONGEST);
  });
}

/** The labels whose values are not the same in all series; of a single series those that a person would name it by. */
export function tellingLabels(all: readonly MetricLabels[]): string[] {
  const names = new Set(all.flatMap((labels) => Object.keys(labels)));
  if (all.length === 1) return [...names].filter((name) => !BY_THE_STORE.has(name)).sort();
  const first = all[0] ?? {};
  return [...names]
    .filter((name) => all.some((labels) => labelOf(labels, name) !== labelOf(first, name)))
    .sort((a, b) => Number(BY_THE_STORE.has(a)) - Number(BY_THE_STORE.has(b)) || (a < b ? -1 : 1));
}

/** Every series has them, so they say little. */
const BY_THE_STORE: ReadonlySet<string> = new Set(['__name__', 'job', 'instance']);

/** Names that differ: the second "rate" is "rate (2)". */
export function uniqueNames(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    let unique = name;
    for (let count = 2; taken.has(unique); count++) unique = `${name} (${count})`;
    taken.add(unique);
    return unique;
  });
}

/** Label names come from outside: `constructor` is one as any other. */
function labelOf(labels: MetricLabels, name: string): string {
  return Object.hasOwn(labels, name) ? (labels[name] ?? '') : '';
}
