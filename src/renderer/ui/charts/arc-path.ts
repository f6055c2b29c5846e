/** A ring segment as an SVG path. Angles in turns, 0 at the top, clockwise; `inner` 0 makes a wedge. */
export function arcPath(centre: number, outer: number, inner: number, from: number, to: number): string {
  // A whole ring begins where it ends, which an arc cannot say.
  const end = to - from >= 1 ? from + 0.99999 : to;
  const isLarge = end - from > 0.5 ? 1 : 0;
  const at = (radius: number, turn: number) => {
    const angle = (turn - 0.25) * 2 * Math.PI;
    return `${round(centre + radius * Math.cos(angle))} ${round(centre + radius * Math.sin(angle))}`;
  };
  const back =
    inner === 0
      ? `L${centre} ${centre}`
      : `L${at(inner, end)}A${inner} ${inner} 0 ${isLarge} 0 ${at(inner, from)}`;
  return `M${at(outer, from)}A${outer} ${outer} 0 ${isLarge} 1 ${at(outer, end)}${back}Z`;
}

function round(value: number): number {
  return Math.round(value * 1_000) / 1_000;
}
