/**
 * Which series are hidden after one was picked in the legend. A click shows only that one, and all again when it was alone;
 * `toggle` (with Ctrl) shows or hides it.
 */
export function hiddenAfterPick(
  names: readonly string[],
  hidden: ReadonlySet<string>,
  picked: string,
  toggle: boolean,
): ReadonlySet<string> {
  if (toggle) {
    const next = new Set(hidden);
    if (!next.delete(picked)) next.add(picked);
    return next;
  }
  const isAlone = names.every((name) => (name === picked) !== hidden.has(name));
  return isAlone ? new Set() : new Set(names.filter((name) => name !== picked));
}
