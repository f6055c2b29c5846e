/**
 * A chunk's row number is made of its block, series and part, so that chunks of one block lie together and those of a
 * series side by side. 16, 25 and 12 bits: a whole number that a double holds.
 */
const PARTS = 2 ** 12;
const SERIES = 2 ** 25;

export const MAX_BLOCK_NO = 2 ** 16 - 1;
export const MAX_SERIES_NO = SERIES - 1;

export interface ChunkRange {
  readonly first: number;
  readonly last: number;
}

/** Numbers of the chunks that a series may have in a block. */
export function chunksOf(blockNo: number, seriesNo: number): ChunkRange {
  const first = (blockNo * SERIES + seriesNo) * PARTS;
  return { first, last: first + PARTS - 1 };
}

/** Numbers of all chunks of a block. */
export function chunksOfBlock(blockNo: number): ChunkRange {
  return { first: chunksOf(blockNo, 0).first, last: chunksOf(blockNo, MAX_SERIES_NO).last };
}

export function seriesNoOf(chunkNo: number): number {
  return Math.floor(chunkNo / PARTS) % SERIES;
}
