import type { PlainAttributes } from '../../shared/trace.ts';

type Json = PlainAttributes[string];

/** Levels of nesting that are kept; deeper ones could not be walked, nor read. */
const DEEPEST = 60;
/** What a member or item takes beside its text. */
const MEMBER_COST = 8;

/** How many characters may still be taken, and whether something was left out. */
export interface Budget {
  left: number;
  cut: boolean;
}

export function budgetOf(characters: number): Budget {
  return { left: characters, cut: false };
}

/** A value with as much of it as the budget allows: texts shortened, members and items left out at the end. */
export function boundedJson(value: Json, budget: Budget, depth = 0): Json {
  if (typeof value === 'string') return boundedText(value, budget);
  budget.left -= MEMBER_COST;
  if (value === null || typeof value !== 'object') return value;
  if (depth >= DEEPEST) {
    budget.cut = true;
    return '…';
  }
  if (Array.isArray(value)) {
    const items: Json[] = [];
    for (const item of value) {
      if (isSpent(budget)) break;
      items.push(boundedJson(item, budget, depth + 1));
    }
    return items;
  }
  const members: [string, Json][] = [];
  for (const key in value) {
    if (isSpent(budget)) break;
    const name = boundedText(key, budget);
    members.push([name, boundedJson(value[key] ?? null, budget, depth + 1)]);
  }
  return Object.fromEntries(members);
}

export function boundedText(text: string, budget: Budget): string {
  if (text.length <= budget.left) {
    budget.left -= text.length;
    return text;
  }
  const shown = text.slice(0, Math.max(0, budget.left));
  budget.left = 0;
  budget.cut = true;
  return `${shown.toWellFormed()}…`;
}

function isSpent(budget: Budget): boolean {
  if (budget.left > 0) return false;
  budget.cut = true;
  return true;
}
