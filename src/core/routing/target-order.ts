import type { RouteTarget } from '../../shared/route.ts';

/**
 * The order in which the targets of a route are tried: rank by rank, and within a rank drawn by weight without putting
 * back, so that the first of them gets its share of the calls and the others are its fallbacks.
 */
export function targetOrder(targets: readonly RouteTarget[], random: () => number): RouteTarget[] {
  if (targets.length === 1) return [...targets];
  const left = [...targets].sort((a, b) => a.rank - b.rank);
  const order: RouteTarget[] = [];
  for (let next = left[0]; next !== undefined; next = left[0]) {
    const { rank } = next;
    const drawn = draw(
      left.filter((target) => target.rank === rank),
      random,
    );
    order.push(drawn);
    left.splice(left.indexOf(drawn), 1);
  }
  return order;
}

function draw(among: readonly RouteTarget[], random: () => number): RouteTarget {
  const total = among.reduce((sum, { weight }) => sum + weight, 0);
  let point = random() * total;
  for (const target of among) {
    point -= target.weight;
    if (point < 0) return target;
  }
  const last = among.at(-1);
  if (last === undefined) throw new Error('A rank holds at least one target.');
  return last;
}
