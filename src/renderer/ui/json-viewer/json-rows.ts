import type { JsonIndex } from './json-index.ts';

/**
 * The values of a document that are in sight, in the order of the text: a value is a row when all its containers are
 * open. Opening and closing move rows in one array of numbers, whatever the size of the document.
 */
export class JsonRows {
  readonly index: JsonIndex;
  readonly #isOpen: Uint8Array;
  #rows: Int32Array;
  #length = 1;

  constructor(index: JsonIndex) {
    this.index = index;
    this.#isOpen = new Uint8Array(index.size);
    this.#rows = new Int32Array(256);
  }

  get length(): number {
    return this.#length;
  }

  nodeAt(row: number): number {
    return this.#rows[row] ?? 0;
  }

  isOpen(node: number): boolean {
    return this.#isOpen[node] === 1;
  }

  /** The row of a value; of one that is not in sight, the row of the last value before it that is. */
  rowOf(node: number): number {
    let low = 0;
    let high = this.#length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.nodeAt(middle) <= node) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  open(row: number): void {
    const node = this.nodeAt(row);
    if (this.isOpen(node) || this.index.countOf(node) === 0) return;
    this.#isOpen[node] = 1;
    const added = this.#eachInside(node, () => undefined);
    this.#makeRoom(this.#length + added);
    this.#rows.copyWithin(row + 1 + added, row + 1, this.#length);
    let at = row + 1;
    this.#eachInside(node, (inner) => (this.#rows[at++] = inner));
    this.#length += added;
  }

  /** What is open inside of a closed container is open again when it is. */
  close(row: number): void {
    const node = this.nodeAt(row);
    if (!this.isOpen(node)) return;
    this.#isOpen[node] = 0;
    const behind = this.rowOf(this.index.nextOf(node) - 1) + 1;
    this.#rows.copyWithin(row + 1, behind, this.#length);
    this.#length -= behind - (row + 1);
  }

  toggle(row: number): void {
    if (this.isOpen(this.nodeAt(row))) this.close(row);
    else this.open(row);
  }

  openAll(): void {
    this.#isOpen.fill(1);
    this.#makeRoom(this.index.size);
    for (let node = 0; node < this.index.size; node += 1) this.#rows[node] = node;
    this.#length = this.index.size;
  }

  /** Only the outermost value's members are left in sight. */
  closeAll(): void {
    this.#isOpen.fill(0);
    this.#rows[0] = 0;
    this.#length = 1;
    this.open(0);
  }

  /** Opens all that contains a value; answers its row. */
  reveal(node: number): number {
    const containers: number[] = [];
    for (let each = this.index.parentOf(node); each >= 0; each = this.index.parentOf(each)) {
      if (!this.isOpen(each)) containers.push(each);
    }
    // One walk for the outermost closed one: those within it are marked before, so it brings them open.
    const outermost = containers.pop();
    if (outermost !== undefined) {
      for (const each of containers) this.#isOpen[each] = 1;
      this.open(this.rowOf(outermost));
    }
    return this.rowOf(node);
  }

  /** Visits what opening a value brings in sight; answers how many values that is. */
  #eachInside(node: number, visit: (inner: number) => void): number {
    const end = this.index.nextOf(node);
    let count = 0;
    for (let inner = node + 1; inner < end;) {
      visit(inner);
      count += 1;
      inner = this.isOpen(inner) ? inner + 1 : this.index.nextOf(inner);
    }
    return count;
  }

  #makeRoom(length: number): void {
    if (length <= this.#rows.length) return;
    const larger = new Int32Array(Math.max(length, this.#rows.length * 2));
    larger.set(this.#rows.subarray(0, this.#length));
    this.#rows = larger;
  }
}
