import { hash } from 'node:crypto';
import type { Database, Statement } from 'better-sqlite3';
import type { Attributes, ResourceRecord, ScopeRecord } from './span-record.ts';

/** How many are remembered by content; each new one beyond costs a look-up in the database. */
const REMEMBERED = 1000;

export interface InternedResource {
  resourceNo: number;
  service: string;
}

/** Resources and scopes, stored once by content. Spans of one export share the object, so that most are found by identity. */
export class InternedTable {
  #byIdentity = new WeakMap<ResourceRecord | ScopeRecord, unknown>();
  readonly #resources: ContentTable<ResourceRecord>;
  readonly #scopes: ContentTable<ScopeRecord>;

  constructor(db: Database) {
    this.#resources = new ContentTable(
      db.prepare('SELECT resource_no FROM resources WHERE hash = ?').pluck(),
      db.prepare('INSERT INTO resources (hash, body, service) VALUES (?, ?, ?)'),
    );
    this.#scopes = new ContentTable(
      db.prepare('SELECT scope_no FROM scopes WHERE hash = ?').pluck(),
      db.prepare('INSERT INTO scopes (hash, body) VALUES (?, ?)'),
    );
  }

  resource(resource: ResourceRecord): InternedResource {
    const known = this.#byIdentity.get(resource) as InternedResource | undefined;
    if (known !== undefined) return known;
    const service = serviceOf(resource.attributes);
    const interned = { resourceNo: this.#resources.numberOf(resource, [service]), service };
    this.#byIdentity.set(resource, interned);
    return interned;
  }

  scope(scope: ScopeRecord): number {
    const known = this.#byIdentity.get(scope) as number | undefined;
    if (known !== undefined) return known;
    const scopeNo = this.#scopes.numberOf(scope, []);
    this.#byIdentity.set(scope, scopeNo);
    return scopeNo;
  }

  /** After a rollback: rows that were inserted are gone. */
  forget(): void {
    this.#byIdentity = new WeakMap();
    this.#resources.forget();
    this.#scopes.forget();
  }
}

class ContentTable<T extends object> {
  readonly #numbers = new Map<string, number>();
  readonly #select: Statement;
  readonly #insert: Statement;

  constructor(select: Statement, insert: Statement) {
    this.#select = select;
    this.#insert = insert;
  }

  numberOf(content: T, more: readonly string[]): number {
    const body = JSON.stringify(content);
    const key = hash('sha256', body, 'base64');
    let number = this.#numbers.get(key);
    if (number === undefined) {
      number =
        (this.#select.get(key) as number | undefined) ??
        Number(this.#insert.run(key, body, ...more).lastInsertRowid);
      if (this.#numbers.size >= REMEMBERED) this.#numbers.clear();
      this.#numbers.set(key, number);
    }
    return number;
  }

  forget(): void {
    this.#numbers.clear();
  }
}

/** OpenTelemetry's own default where a resource does not name its service. */
function serviceOf(attributes: Attributes): string {
  const name = attributes['service.name'];
  return typeof name === 'string' && name !== '' ? name : 'unknown_service';
}
