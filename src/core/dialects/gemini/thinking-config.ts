import type { Reasoning } from '../canonical.ts';

/** Models since 3 think by level, those before by a budget of tokens. */
const SINCE_3 = /^(?:models\/)?gemini-(?:[3-9]|\d\d)/;

export function isSince3(model: string): boolean {
  return SINCE_3.test(model);
}

const LEVELS: Readonly<Record<string, string>> = {
  none: 'MINIMAL',
  minimal: 'MINIMAL',
  low: 'LOW',
  medium: 'MEDIUM',
  high: 'HIGH',
  xhigh: 'HIGH',
  max: 'HIGH',
};

/** Google's own figures for the efforts of its OpenAI-compatible API. */
const BUDGETS: Readonly<Record<string, number>> = {
  none: 0,
  minimal: 1024,
  low: 1024,
  medium: 8192,
  high: 24_576,
  xhigh: 24_576,
  max: 24_576,
};

/** The least that a 2.5 Pro thinks: it cannot be told not to. */
const LEAST_OF_PRO = 128;

/** How much to think, and to show it; null: as the model itself likes. */
export function thinkingConfig(
  reasoning: Reasoning | null,
  model: string,
  dropped: Set<string>,
): Record<string, unknown> | null {
  if (reasoning === null) return null;
  const { effort, budgetTokens } = reasoning;
  if (budgetTokens !== null) return { thinkingBudget: budgetTokens, includeThoughts: budgetTokens > 0 };
  if (effort === null) return { includeThoughts: true };
  const includeThoughts = effort !== 'none';
  if (isSince3(model)) {
    const thinkingLevel = LEVELS[effort];
    if (thinkingLevel !== undefined) return { thinkingLevel, includeThoughts };
  } else {
    const budget = BUDGETS[effort];
    const least = model.includes('gemini-2.5-pro') ? LEAST_OF_PRO : 0;
    if (budget !== undefined) return { thinkingBudget: Math.max(budget, least), includeThoughts };
  }
  dropped.add('reasoning.effort');
  return { includeThoughts };
}
