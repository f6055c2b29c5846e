import type { Database, Statement } from 'better-sqlite3';
import { BodyReader } from '../bodies/index.ts';
import { KnownTexts } from './known-texts.ts';
import { eachSpanText, UNSEARCHED_ATTRIBUTES } from './span-texts.ts';

interface SpanRow {
  span_no: number;
  trace_no: number;
  name: string;
  status_message: string;
  attributes: string;
  events: string | null;
}

/** What some spans, in the order in which they were stored, add to the index. */
export interface TraceDocuments {
  /** The last span that was read; `after` when there is none. */
  through: number;
  spans: number;
  documents: { traceNo: number; text: string }[];
}

/** Of a span's long texts, the first so many characters that its trace does not have yet. */
const MAX_LONG_TEXTS = 65_536;
/** Short texts are indexed all the same, so that filters of attributes can rely on it; unless somebody sends a flood of them. */
const SHORT_TEXT = 100;
const MAX_SHORT_TEXTS = 2 ** 20;
const SPANS_PER_READ = 256;
const KNOWN_TEXTS = 200_000;
/** A word by itself between two texts, so that no phrase goes from one into the other. */
const BETWEEN_TEXTS = '\n\uE000\n';

/** Makes documents of the spans of telemetry.db, a trace's texts in each, without those that it made one of before. */
export class DocumentReader {
  readonly #db: Database;
  readonly #known = new KnownTexts(KNOWN_TEXTS);
  readonly #select: Statement<[number, number], SpanRow>;

  constructor(db: Database) {
    this.#db = db;
    this.#select = db.prepare(
      `SELECT span_no, trace_no, name, status_message, attributes, events FROM main.spans
       WHERE span_no > ? ORDER BY span_no LIMIT ?`,
    );
  }

  /** Reads the spans that were stored after the span `after`, until there is enough for one transaction. */
  read(after: number, most: { spans: number; characters: number }): TraceDocuments {
    const texts = new Map<number, string[]>();
    const bodies = new BodyReader(this.#db);
    let [through, spans, characters] = [after, 0, 0];
    const readSome = this.#db.transaction((limit: number): number => {
      const rows = this.#select.all(through, limit);
      for (const row of rows) {
        characters += this.#addSpan(row, bodies, texts);
        through = row.span_no;
        spans += 1;
        if (characters >= most.characters) break;
      }
      return rows.length;
    });
    while (spans < most.spans && characters < most.characters) {
      const limit = Math.min(SPANS_PER_READ, most.spans - spans);
      if (readSome(limit) < limit) break;
    }
    this.#known.trim();
    const documents = [...texts].map(([traceNo, parts]) => ({ traceNo, text: parts.join(BETWEEN_TEXTS) }));
    return { through, spans, documents };
  }

  /** When documents that were read did not reach the index. */
  forget(): void {
    this.#known.forget();
  }

  /** How many characters it added. */
  #addSpan(row: SpanRow, bodies: BodyReader, texts: Map<number, string[]>): number {
    const span = {
      name: row.name,
      statusMessage: row.status_message,
      attributes: bodies.attributes(row.attributes, UNSEARCHED_ATTRIBUTES),
      events: row.events === null ? [] : bodies.events(row.events, UNSEARCHED_ATTRIBUTES),
    };
    let added = 0;
    let roomForLong = MAX_LONG_TEXTS;
    let roomForShort = MAX_SHORT_TEXTS;
    eachSpanText(span, (text) => {
      if (text === '' || !this.#known.add(row.trace_no, text)) return;
      const parts = texts.get(row.trace_no);
      const isShort = text.length <= SHORT_TEXT;
      const part = text.slice(0, isShort ? roomForShort : roomForLong);
      if (part === '') return;
      if (parts === undefined) texts.set(row.trace_no, [part]);
      else parts.push(part);
      if (isShort) roomForShort -= part.length;
      else roomForLong -= part.length;
      added += part.length;
    });
    return added;
  }
}
