import type { Part } from './canonical.ts';
import { textsIn } from './rewrite/rewrite-texts.ts';

/** A part that has no place in the canonical form but its kind, and the texts in it. */
export function mediaPart(kind: string, block: unknown): Part {
  const texts = textsIn(block);
  return { type: 'media', kind, ...(texts.length === 0 ? {} : { texts }) };
}
