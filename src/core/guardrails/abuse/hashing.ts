/** FNV-1a over code units `from` to `to`. */
export function hashOf(text: string, from: number, to: number, seed: number): number {
  let value = Math.imul(seed, 0x85ebca6b);
  for (let at = from; at < to; at += 1) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  return value;
}

/** One hash of two, which depends on their order. */
export function pair(left: number, right: number, seed: number): number {
  return Math.imul(Math.imul(left ^ (left >>> 15), 0x2c1b3c6d) + right, 0x297a2d39) + seed;
}
