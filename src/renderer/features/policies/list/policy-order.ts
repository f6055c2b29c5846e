import type { PolicySet } from '../../../../shared/policy/index.ts';

/** In the order in which they are asked: by priority, then the narrower scope, then the older. */
export function inOrderOfAsking(sets: readonly PolicySet[]): PolicySet[] {
  return [...sets].sort(
    (a, b) =>
      inForce(b).priority - inForce(a).priority ||
      narrowness(b) - narrowness(a) ||
      Date.parse(a.createdAt) - Date.parse(b.createdAt),
  );
}

/** What decides now; of a set that is not published, what would. */
export function inForce({ published, latest }: PolicySet) {
  return (published ?? latest).content;
}

function narrowness(set: PolicySet): number {
  return Object.values(inForce(set).scope).filter((name) => name !== null).length;
}
