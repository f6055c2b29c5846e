type Listener = (atMs: number | null) => void;

/** The time that is pointed at, shared by charts of a group. */
export class CrosshairGroup {
  readonly #listeners = new Set<Listener>();

  point(atMs: number | null): void {
    for (const listener of this.#listeners) listener(atMs);
  }

  /** Returns what ends it. */
  listen(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  get isEmpty(): boolean {
    return this.#listeners.size === 0;
  }
}

const groups = new Map<string, CrosshairGroup>();

/** Joins the group of this name. Returns what leaves it; the last one to leave ends the group. */
export function joinCrosshair(name: string, listener: Listener): () => void {
  const group = groups.get(name) ?? new CrosshairGroup();
  groups.set(name, group);
  const leave = group.listen(listener);
  return () => {
    leave();
    if (group.isEmpty) groups.delete(name);
  };
}

/** Shows the time in all charts of the group; null: none. */
export function pointCrosshair(name: string, atMs: number | null): void {
  groups.get(name)?.point(atMs);
}
