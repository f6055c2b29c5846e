import { DIMENSIONS, QUERY_AT, scanModule, SUMS_AT } from './scan-module.ts';

/** Rows of a block: with them it fills a page of WebAssembly's memory. */
export const BLOCK_ROWS = 65_536 / DIMENSIONS;

/** What is used of the interface: its types belong to browsers, and the engine is compiled without those. */
interface WebAssemblyApi {
  readonly Memory: new (size: { initial: number }) => {
    readonly buffer: ArrayBuffer;
    grow(pages: number): number;
  };
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (
    module: object,
    imports: Record<string, Record<string, object>>,
  ) => { readonly exports: Readonly<Record<string, unknown>> };
}
const { Memory, Module, Instance } = Reflect.get(globalThis, 'WebAssembly') as WebAssemblyApi;

type Scan = (firstRow: number, count: number) => void;

/**
 * Vectors of signed bytes in blocks of 256, in one memory of WebAssembly that grows as blocks are taken. The first page
 * is for the query and the sums.
 */
export class VectorBlocks {
  readonly #memory = new Memory({ initial: 1 });
  readonly #scan: Scan;
  readonly #free: number[] = [];
  #pages = 1;

  constructor() {
    const instance = new Instance(new Module(scanModule()), {
      env: { memory: this.#memory },
    });
    this.#scan = instance.exports.scan as Scan;
  }

  /** A block of its own, empty or with what another left in it. */
  take(): number {
    const free = this.#free.pop();
    if (free !== undefined) return free;
    if (this.#pages * 65_536 === this.#memory.buffer.byteLength) this.#memory.grow(GROWTH_PAGES);
    return this.#pages++;
  }

  giveBack(block: number): void {
    this.#free.push(block);
  }

  set(block: number, row: number, vector: Int8Array): void {
    new Int8Array(this.#memory.buffer).set(vector, block * 65_536 + row * DIMENSIONS);
  }

  /** The vector that the next `sums` are about. */
  ask(vector: Int8Array): void {
    new Int16Array(this.#memory.buffer, QUERY_AT, DIMENSIONS).set(vector);
  }

  /** The sum of products with each of the first `count` rows of a block; valid until the next call. */
  sums(block: number, count: number): Int32Array {
    if (count > 0) this.#scan(block * 65_536, count);
    return new Int32Array(this.#memory.buffer, SUMS_AT, count);
  }
}

/** One megabyte. */
const GROWTH_PAGES = 16;
