/** The tokens that a canvas needs as values; it cannot read `var(--x)` itself. */
export interface ThemeColours {
  /** The value of a token, named as `--series-3` or as CSS refers to it, `var(--series-3)`. */
  token(reference: string): string;
  readonly fontFamily: string;
}

/** Reads tokens of the theme in force, each once. */
export function readThemeColours(element: Element): ThemeColours {
  const style = getComputedStyle(element);
  const known = new Map<string, string>();
  return {
    token(reference) {
      const name = reference.replace(/^var\((.*)\)$/, '$1');
      let value = known.get(name);
      if (value === undefined) known.set(name, (value = style.getPropertyValue(name).trim()));
      return value;
    },
    fontFamily: style.fontFamily,
  };
}
