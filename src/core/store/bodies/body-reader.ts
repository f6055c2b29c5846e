import { zstdDecompressSync } from 'node:zlib';
import type { Database, Statement } from 'better-sqlite3';
import type { Attributes, EventRecord } from '../span-record.ts';
import { BODY_ENCODING } from './body-table.ts';
import {
  bodiesOfParts,
  joinParts,
  restoreTexts,
  type StoredAttributes,
  type StoredPart,
} from './stored-text.ts';

/** An event as it stands in the column `events`: its time as a string, because JSON numbers are not exact enough. */
export type EventJson = Omit<EventRecord, 'timeUnixNano'> & { timeUnixNano: string };

/** Every stored text begins so. Where this stands there may be one; where it does not there is none. */
const MARK = '{"bodyValue":';

/** Characters of the texts that a reader remembers, at most. */
const REMEMBERED_LENGTH = 16 * 2 ** 20;

/**
 * Gives back the texts that rows keep as bodies. It remembers those that it has read, so that a message in the history
 * of fifty spans is read once: make one for a read, not for ever.
 */
export class BodyReader {
  readonly #texts = new Map<number, string>();
  #remembered = 0;
  readonly #select: Statement<[number], { encoding: number; bytes: Buffer }>;

  constructor(db: Database) {
    this.#select = db.prepare('SELECT encoding, bytes FROM bodies WHERE body_no = ?');
  }

  /** The text of one body. */
  text(bodyNo: number): string {
    let text = this.#texts.get(bodyNo);
    if (text === undefined) {
      const row = this.#select.get(bodyNo);
      if (row === undefined) throw new Error(`The body ${bodyNo} is missing.`);
      text = decodeBody(row.encoding, row.bytes);
      this.#remember(bodyNo, text);
    }
    return text;
  }

  /** The attributes in the JSON of a row's column `attributes`; those of the keys `without` are left out, and not looked up. */
  attributes(json: string, without: Iterable<string> = []): Attributes {
    const stored = leaveOut(JSON.parse(json) as StoredAttributes, without);
    return json.includes(MARK) ? this.#restore(stored) : (stored as Attributes);
  }

  /** Some of those that were read from a row's JSON: the long texts of the others are not looked up. */
  someAttributes(stored: StoredAttributes, keys: readonly string[]): Attributes {
    const some: StoredAttributes = {};
    for (const key of keys) {
      const value = stored[key];
      if (value !== undefined) some[key] = value;
    }
    return this.#restore(some);
  }

  /** The events in the JSON of a row's column `events`; of attributes the same holds. */
  events(json: string, without: Iterable<string> = []): EventJson[] {
    const events = JSON.parse(json) as EventJson[];
    for (const event of events) leaveOut(event.attributes, without);
    if (!json.includes(MARK)) return events;
    return events.map((event) => ({ ...event, attributes: this.#restore(event.attributes) }));
  }

  #remember(bodyNo: number, text: string): void {
    this.#remembered += text.length;
    if (this.#remembered > REMEMBERED_LENGTH) {
      this.#texts.clear();
      this.#remembered = text.length;
    }
    this.#texts.set(bodyNo, text);
  }

  #restore(stored: StoredAttributes): Attributes {
    return restoreTexts(stored, (parts) => joinParts(parts, (bodyNo) => this.text(bodyNo)));
  }
}

/** Changes what it is given. */
function leaveOut(stored: StoredAttributes, keys: Iterable<string>): StoredAttributes {
  for (const key of keys) delete stored[key];
  return stored;
}

function decodeBody(encoding: number, bytes: Buffer): string {
  return (encoding === BODY_ENCODING.zstd ? zstdDecompressSync(bytes) : bytes).toString('utf8');
}

/** The distinct bodies that a row's column `attributes` or `events` refers to, without reading them. */
export function bodyNumbersOf(json: string): Set<number> {
  const found = new Set<number>();
  if (!json.includes(MARK)) return found;
  const note = (parts: readonly StoredPart[]): string => {
    for (const bodyNo of bodiesOfParts(parts)) found.add(bodyNo);
    return '';
  };
  const stored = JSON.parse(json) as StoredAttributes | EventJson[];
  if (Array.isArray(stored)) for (const { attributes } of stored) restoreTexts(attributes, note);
  else restoreTexts(stored, note);
  return found;
}
