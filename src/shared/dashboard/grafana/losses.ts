import type { UnsupportedPart } from '../dashboard-calls.ts';
import { isObject, type Json } from './json.ts';

/** Collects what is not taken over, each thing once. */
export class Losses {
  readonly #parts = new Map<string, UnsupportedPart>();

  of(panel: string | null): PanelLosses {
    return (field, reason) => {
      this.#parts.set(`${panel ?? ''}\n${field}`, { panel, field, reason });
    };
  }

  list(): UnsupportedPart[] {
    return [...this.#parts.values()];
  }
}

export type PanelLosses = (field: string, reason: string) => void;

/** Names what is in `json` beside what is known; nothing, and switches that are off, is no loss. */
export function loseUnknown(json: Json, known: ReadonlySet<string>, prefix: string, lose: PanelLosses): void {
  for (const [key, value] of Object.entries(json)) {
    if (!known.has(key) && !isNothing(value)) lose(`${prefix}${key}`, 'There is nothing like it; left out.');
  }
}

function isNothing(value: unknown): boolean {
  if (value === null || value === undefined || value === false || value === '' || value === 'off')
    return true;
  if (Array.isArray(value)) return value.length === 0;
  return isObject(value) && Object.values(value).every(isNothing);
}
