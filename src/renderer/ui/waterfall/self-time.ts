/**
 * How long each span worked itself, by row: its duration less the time in which any of its children ran. Children that
 * overlap count once, and only within their parent. Rows must be in order of start, as those of an outline are.
 *
 * @param parent by row: the row of the parent, or -1
 */
export function selfTimes(
  parent: Int32Array,
  startMicros: Float64Array,
  durationMicros: Float64Array,
): Float64Array {
  const self = durationMicros.slice();
  /** By row: up to where its time is known to be covered by children. */
  const coveredTo = startMicros.slice();
  for (let row = 0; row < parent.length; row++) {
    const above = parent[row] ?? -1;
    if (above === -1) continue;
    const end = (startMicros[above] ?? 0) + (durationMicros[above] ?? 0);
    const from = Math.max(startMicros[row] ?? 0, coveredTo[above] ?? 0);
    const to = Math.min((startMicros[row] ?? 0) + (durationMicros[row] ?? 0), end);
    if (to <= from) continue;
    self[above] = (self[above] ?? 0) - (to - from);
    coveredTo[above] = to;
  }
  // What was covered whole may come out below nothing by rounding.
  for (let row = 0; row < self.length; row++) self[row] = Math.max(self[row] ?? 0, 0);
  return self;
}
