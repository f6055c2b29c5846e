import { z } from 'zod';
import { readPreference, writePreference } from './preferences.ts';

const SLOTS = 8;
const MOST_REMEMBERED = 500;

export type SlotMap = Readonly<Record<string, number>>;

/**
 * Which of the eight series colours each entity has, 1 to 8. The first eight names that are seen differ from each
 * other; later ones share the colour that the fewest have. What a name once got, it keeps.
 */
export class SeriesColours {
  readonly #slots: Map<string, number>;
  readonly #onChange: (slots: SlotMap) => void;

  constructor(known: SlotMap = {}, onChange: (slots: SlotMap) => void = () => undefined) {
    this.#slots = new Map(Object.entries(known));
    this.#onChange = onChange;
  }

  slot(name: string): number {
    const known = this.#slots.get(name);
    if (known !== undefined) return known;
    const slot = this.#leastUsed();
    this.#slots.set(name, slot);
    this.#onChange(Object.fromEntries([...this.#slots].slice(-MOST_REMEMBERED)));
    return slot;
  }

  #leastUsed(): number {
    const uses = Array.from({ length: SLOTS }, () => 0);
    for (const slot of this.#slots.values()) uses[slot - 1] = (uses[slot - 1] ?? 0) + 1;
    return uses.indexOf(Math.min(...uses)) + 1;
  }
}

const PREFERENCE = 'series-colours';
const slotMapSchema = z.record(z.string(), z.number().int().min(1).max(SLOTS));

let colours: SeriesColours | null = null;

/** The colour of a model (or of another entity with a series of its own) as a CSS value, the same everywhere. */
export function seriesColour(name: string): string {
  // Kept on this machine, so that a model looks the same tomorrow and on every page.
  colours ??= new SeriesColours(readPreference(PREFERENCE, slotMapSchema, {}), (slots) =>
    writePreference(PREFERENCE, slots),
  );
  return `var(--series-${colours.slot(name)})`;
}
