/** FNV-1a over the UTF-16 units `from` to `to`, with a final mixing so that all 32 bits differ. http://www.isthe.com/chongo/tech/comp/fnv/ */
export function hashText(text: string, seed = 0x811c_9dc5, from = 0, to = text.length): number {
  let hash = seed;
  for (let at = from; at < to; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x0100_0193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85eb_ca6b);
  return (hash ^ (hash >>> 13)) >>> 0;
}
