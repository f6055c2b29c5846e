import { z } from 'zod';
import { readPreference, writePreference } from './preferences.ts';

const SLOTS = 14;
/** The token of grey: for what has no name or is drawn together. */
const GREY = 8;
const MOST_REMEMBERED = 500;

export type SlotMap = Readonly<Record<string, number>>;

/**
 * Which of the fourteen series colours each entity has, 1 to 14. The first fourteen names that are seen differ from each
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

const slotMapSchema = z.record(z.string(), z.number().int().min(1).max(SLOTS));

const remembered = new Map<string, SeriesColours>();

/** The colour of a model as a CSS value, the same on every page. */
export function modelColour(model: string): string {
  return colourOf('model-colours', model);
}

/** The colour of a service as a CSS value. Models do not use up what services can have: they are not shown as one series. */
export function serviceColour(service: string): string {
  return colourOf('service-colours', service);
}

/** The colour of anything else that is shown as a series: a user, a key, a workspace. */
export function entityColour(kind: string, name: string): string {
  return colourOf(`${kind}-colours`, name);
}

/** Kept on this machine, so that a name looks the same tomorrow. */
function colourOf(preference: string, name: string): string {
  let colours = remembered.get(preference);
  if (colours === undefined) {
    const known = readPreference(preference, slotMapSchema, {});
    colours = new SeriesColours(known, (slots) => writePreference(preference, slots));
    remembered.set(preference, colours);
  }
  const slot = colours.slot(name);
  return `var(--series-${slot < GREY ? slot : slot + 1})`;
}
