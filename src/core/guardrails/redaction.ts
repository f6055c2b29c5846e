import type { Redaction } from './guard.ts';
import { coverMatches, type Match, type TextMatcher } from './text-matcher.ts';

/** What looks like a placeholder. Where a text already has such a thing, it gets a placeholder of its own. */
const PLACEHOLDER = /\[[A-Z][A-Z0-9_]{0,40}_\d{1,9}\]/g;
const LITERAL = 'LITERAL';
/** From here on everything of a kind shares one placeholder that is not put back: no answer needs so many names. */
export const MAX_PLACEHOLDERS = 10_000;

/** Names for what is replaced: the same for the same text, `[EMAIL_1]`, `[EMAIL_2]`. */
export class Placeholders {
  readonly #byText = new Map<string, string>();
  readonly #texts = new Map<string, string>();
  readonly #counts = new Map<string, number>();
  readonly #isTaken: (placeholder: string) => boolean;

  /** `isTaken`: names that mean something else to whoever reads these. */
  constructor(isTaken: (placeholder: string) => boolean = () => false) {
    this.#isTaken = isTaken;
  }

  nameOf(kind: string, text: string): string {
    const key = `${kind}\n${text}`;
    const known = this.#byText.get(key);
    if (known !== undefined) return known;
    const label = kind.toUpperCase();
    let count = (this.#counts.get(label) ?? 0) + 1;
    while (this.#isTaken(`[${label}_${String(count)}]`)) count++;
    if (count > MAX_PLACEHOLDERS) return `[${label}]`;
    this.#counts.set(label, count);
    const placeholder = `[${label}_${String(count)}]`;
    this.#byText.set(key, placeholder);
    this.#texts.set(placeholder, text);
    return placeholder;
  }

  textOf(placeholder: string): string | null {
    return this.#texts.get(placeholder) ?? null;
  }

  /** Where the text ends with the beginning of a placeholder that exists; the text's length: it does not. */
  openAt(text: string): number {
    const open = text.lastIndexOf('[');
    if (open === -1 || text.length - open > 60) return text.length;
    const tail = text.slice(open);
    if (tail.includes(']')) return text.length;
    for (const placeholder of this.#texts.keys()) if (placeholder.startsWith(tail)) return open;
    return text.length;
  }
}

/** Replaces what a matcher finds, and puts it back. */
export function createRedaction(matcher: TextMatcher): Redaction {
  const placeholders = new Placeholders();
  const restore = (text: string, encode: (original: string) => string = asItIs): string =>
    text.includes('[')
      ? text.replace(PLACEHOLDER, (placeholder) => {
          const original = placeholders.textOf(placeholder);
          return original === null ? placeholder : encode(original);
        })
      : text;
  return {
    redact: (text) => replaceMatches(text, redactable(text, matcher), placeholders),
    knows: (placeholder) => placeholders.textOf(placeholder) !== null,
    restore,
    restorer(encode) {
      let held = '';
      return {
        push(piece) {
          const text = held + piece;
          const open = placeholders.openAt(text);
          held = text.slice(open);
          return restore(text.slice(0, open), encode);
        },
        finish() {
          const rest = held;
          held = '';
          return restore(rest, encode);
        },
      };
    },
  };
}

function asItIs(text: string): string {
  return text;
}

function redactable(text: string, matcher: TextMatcher): Match[] {
  const { matches } = matcher.scan(text, true);
  const literals = text.includes('[')
    ? Array.from(text.matchAll(PLACEHOLDER), ({ index, 0: whole }) => ({
        start: index,
        end: index + whole.length,
        kind: LITERAL,
        score: 1,
      }))
    : [];
  return coverMatches([...matches, ...literals]);
}

/** The text from `from` on, with placeholders in the place of matches, which do not overlap. */
export function replaceMatches(
  text: string,
  matches: readonly Match[],
  placeholders: Placeholders,
  from = 0,
): string {
  let replaced = '';
  let end = from;
  for (const match of matches) {
    const placeholder = placeholders.nameOf(match.kind, text.slice(match.start, match.end));
    replaced += text.slice(end, match.start) + placeholder;
    end = match.end;
  }
  return replaced + text.slice(end);
}
