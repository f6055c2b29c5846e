const INVISIBLE =
  // C0 and C1 controls, marks and overrides of direction, zero-width characters, the byte order mark.
  // eslint-disable-next-line no-control-regex -- these are what must not be shown
  /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/**
 * A string from outside for one line of the screen: at most `most` characters, without control characters and marks that
 * would turn the direction of what follows. Line breaks become spaces. The place that shows it isolates its direction.
 */
export function displayText(text: string, most: number): string {
  // Names may be megabytes long: nothing but what can be shown is looked at.
  const shown = text.slice(0, most);
  const clean = shown
    .replace(/[\n\r\t]+/g, ' ')
    .replace(INVISIBLE, '\ufffd')
    .toWellFormed();
  return text.length > most ? `${clean}…` : clean;
}
