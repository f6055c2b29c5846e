import { hash } from 'node:crypto';
import { zstdCompressSync } from 'node:zlib';
import type { Database, Statement } from 'better-sqlite3';
import type { Attributes } from '../span-record.ts';
import { RecentBodies } from './recent-bodies.ts';
import { MIN_BODY_LENGTH, splitText } from './split-text.ts';
import { packParts, replaceTexts, type StoredAttributes, type StoredText } from './stored-text.ts';

export const BODY_ENCODING = { utf8: 0, zstd: 1 } as const;

/** Compressing costs some 30 us however little it is; below, that is more than the disk it saves is worth. */
const MIN_COMPRESSED_BYTES = 1024;
const HASH_BYTES = 16;
/** The attribute that lists what each rule said: none recurs, for each says how long it took. */
const RULES = 'signalbox.policy.rules';
/** How far back a text is recognised, some 130 bytes of memory each; see docs/adr/0012-bodies.md. */
const RECENT_BODIES = 100_000;
const WARMED_BODIES = 20_000;
/** Bodies whose trace is remembered, over all traces. */
const REMEMBERED_USES = 200_000;
/** A step of removal ends with the body that passes one of these. */
const REMOVED_PER_STEP = 200;
const REMOVED_BYTES_PER_STEP = 4 * 2 ** 20;

/**
 * The writer's access to `bodies`: long texts, stored once by content, with the traces that use them. What it remembers
 * is only right while this is the only writer.
 */
export class BodyTable {
  readonly #recent = new RecentBodies(RECENT_BODIES);
  /** The bodies of traces that are being written. */
  readonly #usesOf = new Map<number, Set<number>>();
  /** Bodies in `#usesOf`, over all traces. */
  #uses = 0;
  readonly #addedHashes: string[] = [];
  /** Of the row that is being stored. */
  readonly #fresh: { key: string; text: string; bodyNo: number }[] = [];
  readonly #known: number[] = [];
  /** By body: how many traces beyond its first have come to use it in this batch. */
  readonly #shared = new Map<number, number>();
  readonly #insert: Statement<unknown[]>;
  readonly #insertUse: Statement<[number, number]>;
  readonly #addShared: Statement<[number, number]>;
  readonly #saveLast: Statement<[number]>;
  readonly #release: (traceNo: number) => boolean;
  #last: number;
  #savedLast: number;

  constructor(db: Database) {
    this.#insert = db.prepare(
      'INSERT INTO bodies (body_no, hash, size, encoding, bytes) VALUES (?, ?, ?, ?, ?)',
    );
    this.#insertUse = db.prepare('INSERT INTO trace_bodies VALUES (?, ?) ON CONFLICT DO NOTHING');
    this.#addShared = db.prepare(
      'INSERT INTO shared_bodies VALUES (?, ?) ON CONFLICT DO UPDATE SET more_traces = more_traces + excluded.more_traces',
    );
    this.#saveLast = db.prepare('UPDATE body_state SET last_body_no = ?');
    this.#last = db.prepare<[], number>('SELECT last_body_no FROM body_state').pluck().get() ?? 0;
    this.#savedLast = this.#last;
    this.#release = prepareRelease(db, (released) => this.#recent.delete(released));
    this.#warm(db);
  }

  /**
   * The attributes as their row keeps them. A text that UTF-8 cannot hold, with half a character, stays in the row.
   * Nothing is written yet: `confirm` or `cancel` must follow before the next row.
   */
  keep(attributes: Attributes): StoredAttributes {
    return replaceTexts(attributes, (text, key) =>
      text.length >= MIN_BODY_LENGTH && text.isWellFormed() ? this.#keepText(text, key) : text,
    );
  }

  /** The row was stored, in this trace: so are its bodies. */
  confirm(traceNo: number): void {
    for (const { key, text, bodyNo } of this.#fresh) this.#add(key, text, bodyNo);
    for (const { bodyNo } of this.#fresh) this.#use(traceNo, bodyNo, true);
    for (const bodyNo of this.#known) this.#use(traceNo, bodyNo, false);
    this.#fresh.length = 0;
    this.#known.length = 0;
  }

  /** The row was not stored: bodies that only it would have had are none. */
  cancel(): void {
    for (const { key } of this.#fresh) this.#recent.delete(key);
    this.#fresh.length = 0;
    this.#known.length = 0;
  }

  /** Must be called at the end of a batch, in its transaction. */
  save(): void {
    for (const [bodyNo, traces] of this.#shared) this.#addShared.run(bodyNo, traces);
    this.#shared.clear();
    if (this.#last !== this.#savedLast) this.#saveLast.run(this.#last);
  }

  /** After a commit. */
  trim(): void {
    this.#savedLast = this.#last;
    this.#addedHashes.length = 0;
    for (const traceNo of this.#usesOf.keys()) {
      if (this.#uses <= REMEMBERED_USES) return;
      this.forgetTrace(traceNo);
    }
  }

  /** After a rollback: what was added is not there. */
  forget(): void {
    this.cancel();
    for (const added of this.#addedHashes) this.#recent.delete(added);
    this.#addedHashes.length = 0;
    this.#shared.clear();
    this.#usesOf.clear();
    this.#uses = 0;
  }

  forgetTrace(traceNo: number): void {
    this.#uses -= this.#usesOf.get(traceNo)?.size ?? 0;
    this.#usesOf.delete(traceNo);
  }

  /**
   * Takes some bodies from a removed trace, and deletes those that no other trace uses, in a transaction of its own.
   * False when the trace has none left.
   */
  release(traceNo: number): boolean {
    return this.#release(traceNo);
  }

  #keepText(text: string, key: string): StoredText {
    const tokens = splitText(text, key !== RULES).map((segment) =>
      segment.isBody ? this.#numberOf(segment.text) : segment.text,
    );
    return { bodyValue: packParts(tokens) };
  }

  #numberOf(text: string): number {
    const key = hash('sha256', text, 'binary').slice(0, HASH_BYTES);
    const known = this.#recent.get(key);
    if (known !== undefined) {
      this.#known.push(known);
      return known;
    }
    this.#last += 1;
    this.#recent.set(key, this.#last);
    this.#fresh.push({ key, text, bodyNo: this.#last });
    return this.#last;
  }

  #add(key: string, text: string, bodyNo: number): void {
    const bytes = Buffer.from(text);
    const packed = bytes.length < MIN_COMPRESSED_BYTES ? bytes : zstdCompressSync(bytes);
    const isSmaller = packed.length < bytes.length;
    this.#insert.run(
      bodyNo,
      Buffer.from(key, 'latin1'),
      bytes.length,
      isSmaller ? BODY_ENCODING.zstd : BODY_ENCODING.utf8,
      isSmaller ? packed : bytes,
    );
    this.#addedHashes.push(key);
  }

  #use(traceNo: number, bodyNo: number, isNew: boolean): void {
    let bodies = this.#usesOf.get(traceNo);
    if (bodies === undefined) {
      bodies = new Set();
      this.#usesOf.set(traceNo, bodies);
    }
    if (bodies.has(bodyNo)) return;
    bodies.add(bodyNo);
    this.#uses += 1;
    const isFirstOfTrace = this.#insertUse.run(traceNo, bodyNo).changes === 1;
    if (isFirstOfTrace && !isNew) this.#shared.set(bodyNo, (this.#shared.get(bodyNo) ?? 0) + 1);
  }

  #warm(db: Database): void {
    const newest = db.prepare<[], { body_no: number; hash: Buffer }>(
      `SELECT body_no, hash FROM bodies ORDER BY body_no DESC LIMIT ${WARMED_BODIES}`,
    );
    for (const row of newest.all().reverse()) this.#recent.set(row.hash.toString('latin1'), row.body_no);
  }
}

/** `onDeleted` is told the hashes of the bodies that went. */
function prepareRelease(db: Database, onDeleted: (hash: string) => void): (traceNo: number) => boolean {
  const used = db.prepare<[number], { body_no: number; size: number }>(
    `SELECT body_no, size FROM trace_bodies JOIN bodies USING (body_no) WHERE trace_no = ? LIMIT ${REMOVED_PER_STEP}`,
  );
  const deleteUse = db.prepare<[number, number]>(
    'DELETE FROM trace_bodies WHERE trace_no = ? AND body_no = ?',
  );
  const unshare = db
    .prepare<[number], number>(
      'UPDATE shared_bodies SET more_traces = more_traces - 1 WHERE body_no = ? RETURNING more_traces',
    )
    .pluck();
  const deleteShared = db.prepare<[number]>('DELETE FROM shared_bodies WHERE body_no = ?');
  const deleteBody = db
    .prepare<[number], Buffer>('DELETE FROM bodies WHERE body_no = ? RETURNING hash')
    .pluck();
  const release = db.transaction((traceNo: number): boolean => {
    const rows = used.all(traceNo);
    let bytes = 0;
    for (const { body_no: bodyNo, size } of rows) {
      deleteUse.run(traceNo, bodyNo);
      const moreTraces = unshare.get(bodyNo);
      if (moreTraces === 0) deleteShared.run(bodyNo);
      if (moreTraces === undefined) {
        const deleted = deleteBody.get(bodyNo);
        if (deleted !== undefined) onDeleted(deleted.toString('latin1'));
        bytes += size;
        if (bytes >= REMOVED_BYTES_PER_STEP) return true;
      }
    }
    return rows.length > 0;
  });
  return (traceNo) => release.immediate(traceNo);
}
