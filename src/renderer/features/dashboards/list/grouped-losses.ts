import type { UnsupportedPart } from '../../../../shared/dashboard/index.ts';

/** What is not taken over for one reason, wherever it is. */
export interface GroupedLoss {
  /** Titles, each once; null: the dashboard itself. */
  readonly panels: readonly (string | null)[];
  /** `targets[A].interval`; of several alike `targets[…].interval`. */
  readonly field: string;
  readonly reason: string;
}

/** The same loss in many panels or queries is one line, the most widespread last: rare ones are those that surprise. */
export function groupedLosses(parts: readonly UnsupportedPart[]): GroupedLoss[] {
  const groups = new Map<string, UnsupportedPart[]>();
  for (const part of parts) {
    const key = `${pattern(part.field)} ${part.reason}`;
    groups.set(key, [...(groups.get(key) ?? []), part]);
  }
  return [...groups.values()]
    .sort((a, b) => a.length - b.length)
    .flatMap((group) => {
      const [first] = group;
      if (first === undefined) return [];
      const isAlike = group.every(({ field }) => field === first.field);
      return {
        panels: [...new Set(group.map(({ panel }) => panel))],
        field: isAlike ? first.field : pattern(first.field),
        reason: first.reason,
      };
    });
}

const pattern = (field: string) => field.replace(/\[[^\]]*\]/g, '[…]');
