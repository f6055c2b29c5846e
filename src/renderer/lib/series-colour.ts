const SLOTS = 8;

/**
 * Which of the eight series colours an entity has, 1 to 8. The same name has the same colour everywhere and always:
 * slots are given in the order in which names are first seen, so that the first eight differ, and kept for the session;
 * later ones share by hash.
 */
export class SeriesColours {
  readonly #slots = new Map<string, number>();

  slot(name: string): number {
    const known = this.#slots.get(name);
    if (known !== undefined) return known;
    const slot = this.#slots.size < SLOTS ? this.#freeSlotNear(hash(name)) : (hash(name) % SLOTS) + 1;
    this.#slots.set(name, slot);
    return slot;
  }

  /** The name's own slot by hash, or the next free one: it then mostly survives restarts as well. */
  #freeSlotNear(start: number): number {
    const taken = new Set(this.#slots.values());
    for (let step = 0; step < SLOTS; step += 1) {
      const slot = ((start + step) % SLOTS) + 1;
      if (!taken.has(slot)) return slot;
    }
    return (start % SLOTS) + 1;
  }
}

const models = new SeriesColours();

/** The colour of a model (or of another entity with a series of its own) as a CSS value. */
export function seriesColour(name: string): string {
  return `var(--series-${models.slot(name)})`;
}

/** FNV-1a, 32 bits (Fowler, Noll, Vo). */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  }
  return value >>> 0;
}
