/** A run of a text that holds another text, encoded. */
export interface Wrapped {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

const SHORTEST = 12;
/** Of longer runs only the beginning is read. */
export const LONGEST_WRAPPED = 4_096;
const RUN_UNITS = new Uint8Array(128);
for (const unit of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/_-=') {
  RUN_UNITS[unit.charCodeAt(0)] = 1;
}
const HEX = /^(?:0x)?((?:[0-9a-f]{2})+)$/i;

export function isWrapUnit(unit: number): boolean {
  return unit < 128 && RUN_UNITS[unit] === 1;
}

/** Texts in base64 (also its URL-safe form) and in hex. What decodes to no readable text is none. */
export function unwrapRuns(text: string): Wrapped[] {
  const found: Wrapped[] = [];
  let start = 0;
  let classes = 0;
  for (let index = 0; index <= text.length; index++) {
    const unit = index < text.length ? text.charCodeAt(index) : 0;
    if (isWrapUnit(unit)) {
      classes |= classOf(unit);
      continue;
    }
    // Words of one case without a digit are words.
    if (index - start >= SHORTEST && isMixed(classes)) {
      const end = Math.min(index, start + LONGEST_WRAPPED);
      const decoded = decode(text.slice(start, end));
      if (decoded !== null) found.push({ start, end, text: decoded });
    }
    start = index + 1;
    classes = 0;
  }
  return found;
}

function classOf(unit: number): number {
  if (unit >= 0x61) return 1;
  if (unit >= 0x41 && unit <= 0x5a) return 2;
  return unit >= 0x30 && unit <= 0x39 ? 4 : 0;
}

function isMixed(classes: number): boolean {
  return (classes & 4) !== 0 || classes === 3;
}

function decode(run: string): string | null {
  const hex = HEX.exec(run)?.[1];
  return readable(hex === undefined ? Buffer.from(run, 'base64') : Buffer.from(hex, 'hex'));
}

/** Printable ASCII, or valid UTF-8 without control characters. */
function readable(bytes: Buffer): string | null {
  if (bytes.length < 4) return null;
  let isAscii = true;
  for (const byte of bytes) {
    if (byte < 9 || (byte > 13 && byte < 32) || byte === 127) return null;
    if (byte > 127) isAscii = false;
  }
  const text = bytes.toString(isAscii ? 'latin1' : 'utf8');
  return isAscii || !text.includes('\ufffd') ? text : null;
}
