/** What of a keyboard event the matching looks at. */
export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  /** Whether the person is typing text: then only shortcuts with Mod count. */
  readonly typing: boolean;
  /** Milliseconds. */
  readonly time: number;
}

const SEQUENCE_MS = 1_200;

/** Recognises shortcuts such as "?", "Mod+K" and "g t" in a stream of key presses. */
export class ShortcutMatcher {
  #prefix = '';
  #prefixTime = 0;

  /** The shortcut of `known` that this press completes, or null. */
  match(press: KeyPress, known: readonly string[]): string | null {
    if (press.altKey || ['Shift', 'Control', 'Meta', 'Alt'].includes(press.key)) return null;
    const held = press.ctrlKey || press.metaKey;
    if (press.typing && !held) return null;
    const stroke = held ? `Mod+${press.key.toUpperCase()}` : press.key;
    const sequence =
      this.#prefix !== '' && press.time - this.#prefixTime < SEQUENCE_MS
        ? `${this.#prefix} ${stroke}`
        : stroke;
    this.#prefix = '';
    if (known.includes(sequence)) return sequence;
    if (known.includes(stroke)) return stroke;
    if (known.some((keys) => keys.startsWith(`${stroke} `))) {
      this.#prefix = stroke;
      this.#prefixTime = press.time;
    }
    return null;
  }
}
