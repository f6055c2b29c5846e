/**
 * Rows that are their own ancestor by way of others, ascending. A row that is its own parent is another matter.
 * Every row is walked once: a walk ends where an earlier one came by.
 * @param parent by row: the row of the parent, or less than 0
 */
export function rowsOnCycles(parent: Int32Array): number[] {
  const walkOf = new Int32Array(parent.length);
  const rows: number[] = [];
  for (let first = 0; first < parent.length; first++) {
    let row = first;
    while (row >= 0 && walkOf[row] === 0) {
      walkOf[row] = first + 1;
      row = parent[row] ?? -1;
    }
    // The walk came back to itself: from here on it goes round.
    if (row < 0 || walkOf[row] !== first + 1 || parent[row] === row) continue;
    const start = row;
    do {
      rows.push(row);
      row = parent[row] ?? -1;
    } while (row !== start);
  }
  return rows.sort((a, b) => a - b);
}

export function isOnCycle(parent: Int32Array, row: number): boolean {
  if (parent[row] === row) return false;
  let at = parent[row] ?? -1;
  // A walk longer than there are rows goes round a circle that this row is not on.
  for (let steps = 0; at >= 0 && steps < parent.length; steps++) {
    if (at === row) return true;
    at = parent[at] ?? -1;
  }
  return false;
}
