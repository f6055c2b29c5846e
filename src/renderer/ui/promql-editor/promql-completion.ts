import type { CompletionContext, CompletionResult } from '@codemirror/autocomplete';
import { newCompleteStrategy, type PrometheusClient } from '@prometheus-io/codemirror-promql';
import type { PromqlNames } from '../../lib/use-promql-names.ts';

export type Complete = (
  context: CompletionContext,
) => Promise<CompletionResult | null> | CompletionResult | null;

/** Proposes functions, metrics, labels and their values, as the console of Prometheus does. */
export function promqlCompletion(names: () => PromqlNames): Complete {
  const client: PrometheusClient = {
    metricNames: () => orNothing(names().metricNames(), []),
    metricMetadata: () => orNothing(names().metricMetadata(), {}),
    labelNames: (metric) => orNothing(names().labelNames(metricOf(metric)), []),
    labelValues: (label, metric) => orNothing(names().labelValues(label, metricOf(metric)), []),
    series: () => Promise.resolve([]),
    flags: () => Promise.resolve({}),
  };
  const strategy = newCompleteStrategy({ remote: client });
  return (context) => (isAfterWhole(context) ? null : strategy.promQL(context));
}

/** Where an expression may be whole, operators are proposed to who asks only: Enter would write one that nobody wants. */
function isAfterWhole(context: CompletionContext): boolean {
  return !context.explicit && context.matchBefore(/[)\]}\s]$/) !== null;
}

function metricOf(metric: string | undefined): string | null {
  return metric === undefined || metric === '' ? null : metric;
}

/** Who types is not told that proposals could not be had; the query says so itself. */
async function orNothing<T>(wanted: Promise<T>, nothing: T): Promise<T> {
  try {
    return await wanted;
  } catch {
    return nothing;
  }
}
