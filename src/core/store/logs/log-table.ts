import type { Database, Statement } from 'better-sqlite3';
import type { InternedTable } from '../interned-table.ts';
import { isPlausible } from '../rollup-time.ts';
import type { LogRecord } from './log-record.ts';

/** The writer's access to `logs`. */
export class LogTable {
  readonly #insert: Statement<unknown[]>;
  readonly #markTrace: Statement<[number, string]>;
  readonly #saveSequence: Statement<[number]>;
  readonly #interned: InternedTable;

  constructor(db: Database, interned: InternedTable) {
    this.#interned = interned;
    this.#markTrace = db.prepare('UPDATE traces SET changed_seq = ? WHERE trace_id = ?');
    this.#saveSequence = db.prepare('UPDATE store_state SET sequence = ?');
    this.#insert = db.prepare(
      `INSERT INTO logs (trace_id, span_id, time_ns, observed_ns, severity, resource_no, scope_no, flags,
         dropped_attributes, severity_text, event_name, attributes, body)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    );
  }

  /**
   * Answers the ids of the traces that the records name. `arrivedUnixNano` is the time of those that say none that can be
   * right.
   */
  insert(logs: Iterable<LogRecord>, arrivedUnixNano: bigint): ReadonlySet<string> {
    const traceIds = new Set<string>();
    for (const log of logs) {
      this.#insertOne(log, arrivedUnixNano);
      if (log.traceId !== null) traceIds.add(log.traceId);
    }
    return traceIds;
  }

  /**
   * A log is a change of its trace, for those who are looking at it. Takes the sequence of the last change and answers
   * what it is afterwards; traces that have not come are none to change.
   */
  markTraces(traceIds: ReadonlySet<string>, sequence: number): number {
    let last = sequence;
    for (const traceId of traceIds) last += this.#markTrace.run(last + 1, traceId).changes;
    if (last > sequence) this.#saveSequence.run(last);
    return last;
  }

  #insertOne(log: LogRecord, arrivedUnixNano: bigint): void {
    this.#insert.run(
      log.traceId,
      log.spanId,
      firstPlausible(log.timeUnixNano, log.observedUnixNano, arrivedUnixNano),
      log.observedUnixNano,
      log.severityNumber,
      this.#interned.resource(log.resource).resourceNo,
      this.#interned.scope(log.scope),
      log.flags,
      log.droppedAttributes,
      log.severityText,
      eventNameOf(log),
      JSON.stringify(log.attributes),
      log.body === null ? null : JSON.stringify(log.body),
    );
  }
}

function firstPlausible(time: bigint, observed: bigint, arrived: bigint): bigint {
  if (isPlausible(time)) return time;
  return isPlausible(observed) ? observed : arrived;
}

/** Until OTLP 1.5 the name of an event was an attribute of its log record. */
function eventNameOf({ eventName, attributes }: LogRecord): string {
  const older = attributes['event.name'];
  return eventName === '' && typeof older === 'string' ? older : eventName;
}
