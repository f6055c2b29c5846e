import type { OutlineColumns } from '../../../shared/trace-outline/index.ts';

/** Siblings alike that are shown as one row. */
export interface SiblingGroups {
  /** By span: its group, or -1. */
  readonly groupOf: Int32Array;
  /** By group, in order of start. */
  readonly firstMember: Int32Array;
}

type LikenessColumns = Pick<OutlineColumns, 'name' | 'service' | 'operation' | 'model' | 'kind'>;

/**
 * Puts together the children of one parent that have name, service, operation, model and kind in common, where there
 * are at least so many of them. They need not follow each other: an agent's two hundred calls of a tool alternate with
 * its calls of a model.
 *
 * @param parent by row: the row of the parent, or -1
 * @param keep by row: 0 leaves a span out of it
 */
export function groupSiblings(
  columns: LikenessColumns,
  parent: Int32Array,
  { least, keep }: { least: number; keep?: Uint8Array | undefined },
): SiblingGroups {
  const { kindOf, members, kinds } = findKinds(columns, parent, keep);
  const groupOfKind = new Int32Array(kinds).fill(-1);
  const groupOf = new Int32Array(parent.length).fill(-1);
  const firstMember: number[] = [];
  for (let row = 0; row < parent.length; row++) {
    const kind = kindOf[row] ?? -1;
    if (kind === -1 || (members[kind] ?? 0) < least) continue;
    if (groupOfKind[kind] === -1) groupOfKind[kind] = firstMember.push(row) - 1;
    groupOf[row] = groupOfKind[kind] ?? -1;
  }
  return { groupOf, firstMember: Int32Array.from(firstMember) };
}

/** Numbers the kinds of siblings by a hash table over their first rows: open addressing, at most half full. */
function findKinds(columns: LikenessColumns, parent: Int32Array, keep?: Uint8Array) {
  const count = parent.length;
  let size = 16;
  while (size < count * 2) size *= 2;
  const slots = new Int32Array(size);
  const kindOf = new Int32Array(count).fill(-1);
  const members = new Int32Array(count);
  let kinds = 0;
  for (let row = 0; row < count; row++) {
    if (keep !== undefined && keep[row] !== 1) continue;
    let slot = likenessHash(columns, parent, row) & (size - 1);
    for (;;) {
      const first = (slots[slot] ?? 0) - 1;
      if (first === -1) {
        slots[slot] = row + 1;
        kindOf[row] = kinds++;
        break;
      }
      if (areAlike(columns, parent, first, row)) {
        kindOf[row] = kindOf[first] ?? -1;
        break;
      }
      slot = (slot + 1) & (size - 1);
    }
    const kind = kindOf[row] ?? 0;
    members[kind] = (members[kind] ?? 0) + 1;
  }
  return { kindOf, members, kinds };
}

function likenessHash(
  { name, service, operation, model }: LikenessColumns,
  parent: Int32Array,
  row: number,
): number {
  let hash = Math.imul((parent[row] ?? 0) + 1, 0x9e3779b1);
  for (const column of [name, service, operation, model]) {
    hash = Math.imul(hash ^ ((column[row] ?? 0) + 1), 0x85ebca6b);
    hash ^= hash >>> 15;
  }
  return hash >>> 0;
}

function areAlike(columns: LikenessColumns, parent: Int32Array, a: number, b: number): boolean {
  return (
    parent[a] === parent[b] &&
    columns.name[a] === columns.name[b] &&
    columns.service[a] === columns.service[b] &&
    columns.operation[a] === columns.operation[b] &&
    columns.model[a] === columns.model[b] &&
    columns.kind[a] === columns.kind[b]
  );
}
