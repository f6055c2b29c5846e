import type { WaterfallModel } from '../../../ui/waterfall/index.ts';
import { alignTraces, type MergedTree } from './align-traces.ts';
import { comparedSpans } from './compared-model.ts';
import type { ComparedSpans } from './compared-spans.ts';
import { findDifferences, placesWithDifferences, type Differences } from './differences.ts';

/** Two traces, aligned. */
export interface Comparison {
  readonly models: { readonly a: WaterfallModel; readonly b: WaterfallModel };
  readonly a: ComparedSpans;
  readonly b: ComparedSpans;
  readonly tree: MergedTree;
  readonly differences: Differences;
  /** The places that differ and what stands above them. */
  readonly differing: readonly number[];
}

export function compareTraces(modelA: WaterfallModel, modelB: WaterfallModel): Comparison {
  const a = comparedSpans(modelA);
  const b = comparedSpans(modelB);
  const tree = alignTraces(a, b);
  const differences = findDifferences(tree, a, b);
  const differing = placesWithDifferences(tree, differences.marks);
  return { models: { a: modelA, b: modelB }, a, b, tree, differences, differing };
}

/** The next place to step to from a place; from the last on to the first again. Null where nothing differs. */
export function nextStep(steps: readonly number[], from: number | null, direction: 1 | -1): number | null {
  if (direction === 1) return steps.find((place) => from === null || place > from) ?? steps[0] ?? null;
  return steps.findLast((place) => from === null || place < from) ?? steps.at(-1) ?? null;
}
