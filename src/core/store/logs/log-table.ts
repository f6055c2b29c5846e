import type { Database, Statement } from 'better-sqlite3';
import type { InternedTable } from '../interned-table.ts';
import { isPlausible } from '../rollup-time.ts';
import type { LogRecord } from './log-record.ts';

/** The writer's access to `logs`. */
export class LogTable {
  readonly #insert: Statement<unknown[]>;
  readonly #interned: InternedTable;

  constructor(db: Database, interned: InternedTable) {
    this.#interned = interned;
    this.#insert = db.prepare(
      `INSERT INTO logs (trace_id, span_id, time_ns, observed_ns, severity, resource_no, scope_no, flags,
         dropped_attributes, severity_text, event_name, attributes, body)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    );
  }

  /** `arrivedUnixNano` is the time of a record that says none that can be right. */
  insert(log: LogRecord, arrivedUnixNano: bigint): void {
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
