const MAX = 0x7fff_ffff_ffff_ffffn;

/** Sums of made-up figures can pass SQLite's 64 bits; they stop there instead of failing the write. */
export function sqliteInteger(value: bigint): bigint {
  if (value > MAX) return MAX;
  return value < -MAX ? -MAX : value;
}
