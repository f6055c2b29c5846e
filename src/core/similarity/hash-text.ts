/** FNV-1a over UTF-16 units, with a final mixing so that all 32 bits differ. http://www.isthe.com/chongo/tech/comp/fnv/ */
export function hashText(text: string, seed = 0x811c_9dc5): number {
  let hash = seed;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x0100_0193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85eb_ca6b);
  return (hash ^ (hash >>> 13)) >>> 0;
}
