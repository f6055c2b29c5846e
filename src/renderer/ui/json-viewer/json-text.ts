import type { JsonIndex } from './json-index.ts';

/** A value as a line shows it. */
export interface ShownValue {
  readonly text: string;
  /** Characters that are left out. */
  readonly more: number;
}

const IDENTIFIER = /^[A-Za-z_$][\w$]*$/;

/** The key of a member, or the number of an item; null for the outermost value. */
export function nameOf(index: JsonIndex, node: number): string | null {
  const keyAt = index.keyAtOf(node);
  if (keyAt === -1) return index.itemOf(node) === -1 ? null : String(index.itemOf(node));
  const colon = index.text.lastIndexOf(':', index.startOf(node));
  return decoded(index.text.slice(keyAt, colon).trimEnd());
}

/** Where a value is, as JavaScript would write it: `$.spans[0]["gen_ai.usage"]`. */
export function pathOf(index: JsonIndex, node: number): string {
  const steps: string[] = [];
  for (let each = node; index.parentOf(each) >= 0; each = index.parentOf(each)) {
    const name = nameOf(index, each) ?? '';
    if (index.itemOf(each) >= 0) steps.push(`[${name}]`);
    else steps.push(IDENTIFIER.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`);
  }
  return `$${steps.reverse().join('')}`;
}

/** A value as it is copied: text as itself, everything else as it stands in the document. */
export function valueText(index: JsonIndex, node: number): string {
  const source = index.text.slice(index.startOf(node), index.endOf(node));
  return index.isString(node) ? decoded(source) : source;
}

/** The first characters of a value. Of a long text no more than those are looked at. */
export function shownValue(index: JsonIndex, node: number, most: number): ShownValue {
  const start = index.startOf(node);
  const length = index.endOf(node) - start;
  const source = index.text.slice(start, start + Math.min(length, most));
  const more = Math.max(0, length - most);
  if (!index.isString(node)) return { text: source, more };
  return { text: more === 0 ? decoded(source) : decoded(`${withoutCutEscape(source)}"`), more };
}

/** Whether a text looks like JSON itself, as many conventions record messages, so that it may be opened as such. */
export function looksLikeJson(text: string): boolean {
  return /^\s*(?:\{\s*["}]|\[)/.test(text);
}

function withoutCutEscape(source: string): string {
  const cut = /(?:\\\\)*(\\(?:u[0-9a-fA-F]{0,3})?)$/.exec(source);
  return cut?.[1] === undefined ? source : source.slice(0, source.length - cut[1].length);
}

function decoded(literal: string): string {
  try {
    return JSON.parse(literal) as string;
  } catch {
    // The index does not check what stands inside of strings; one that is not JSON is shown as it stands.
    return literal.slice(1, -1);
  }
}
