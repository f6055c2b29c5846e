import type { JsonRows } from './json-rows.ts';

const PAGE = 20;

/**
 * What a key does in a tree, as ARIA's authoring practices have it: opens or closes the row, or moves on. Answers the
 * row that is selected then; null for keys that do nothing here.
 */
export function rowAfterKey(key: string, rows: JsonRows, row: number): number | null {
  const last = rows.length - 1;
  const node = rows.nodeAt(row);
  switch (key) {
    case 'ArrowDown':
    case 'j':
      return Math.min(last, row + 1);
    case 'ArrowUp':
    case 'k':
      return Math.max(0, row - 1);
    case 'PageDown':
      return Math.min(last, row + PAGE);
    case 'PageUp':
      return Math.max(0, row - PAGE);
    case 'Home':
      return 0;
    case 'End':
      return last;
    case 'Enter':
    case ' ':
      rows.toggle(row);
      return row;
    case 'ArrowRight':
      if (rows.isOpen(node)) return Math.min(last, row + 1);
      rows.open(row);
      return row;
    case 'ArrowLeft':
      if (rows.isOpen(node)) {
        rows.close(row);
        return row;
      }
      return Math.max(0, rows.rowOf(rows.index.parentOf(node)));
    default:
      return null;
  }
}
