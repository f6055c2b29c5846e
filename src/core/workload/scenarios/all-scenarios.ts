import type { Scenario } from '../scenario.ts';
import { batchSummariserScenarios } from './batch-summariser.ts';
import { checkoutScenarios } from './checkout.ts';
import { codeReviewScenarios } from './code-review-bot.ts';
import { researchScenarios } from './research-assistant.ts';
import { supportScenarios } from './support-agent.ts';

/** All scenarios, those of the services mixed, so that the trace list looks like a working day from the start. */
export function allScenarios(): Scenario[] {
  const byService = [
    supportScenarios(),
    checkoutScenarios(),
    researchScenarios(),
    codeReviewScenarios(),
    batchSummariserScenarios(),
  ];
  const longest = Math.max(...byService.map(({ length }) => length));
  return Array.from({ length: longest }, (_, index) =>
    byService.flatMap((scenarios) => scenarios.slice(index, index + 1)),
  ).flat();
}
