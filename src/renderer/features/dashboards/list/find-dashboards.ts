import type { DashboardSummary } from '../../../../shared/dashboard/index.ts';

/** Those that have every word of `text` in their title, description or tags, and the tag. */
export function matching(
  dashboards: readonly DashboardSummary[],
  text: string,
  tag: string | undefined,
): DashboardSummary[] {
  const words = text.toLowerCase().split(/\s+/);
  return dashboards.filter(({ title, description, tags }) => {
    const content = [title, description, ...tags].join(' ').toLowerCase();
    return words.every((word) => content.includes(word)) && (tag === undefined || tags.includes(tag));
  });
}

/** The starred ones first; otherwise as they come: shipped, then the oldest. */
export function inListOrder(
  dashboards: readonly DashboardSummary[],
  stars: readonly string[],
): DashboardSummary[] {
  return [...dashboards].sort((a, b) => Number(stars.includes(b.id)) - Number(stars.includes(a.id)));
}

/** The tags there are, the most used first. */
export function tagsOf(dashboards: readonly DashboardSummary[]): string[] {
  const counts = new Map<string, number>();
  for (const tag of dashboards.flatMap(({ tags }) => tags)) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  return [...counts.keys()].sort((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0) || a.localeCompare(b));
}
