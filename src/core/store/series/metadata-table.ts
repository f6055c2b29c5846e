import type { Database, Statement } from 'better-sqlite3';
import type { MetricMetadata } from './sample-batch.ts';

const MAX_METRICS = 50_000;
const MAX_HELP_LENGTH = 4096;
const MAX_NAME_LENGTH = 4096;
const HISTOGRAM_PART = /_(?:bucket|sum|count)$/;

/** What is known of metrics by name, held in memory too. */
export class MetadataTable {
  readonly #known = new Map<string, MetricMetadata>();
  readonly #save: Statement<[string, string, string, string]>;
  /** What the open transaction has changed, as it was. */
  #before = new Map<string, MetricMetadata | undefined>();

  constructor(db: Database) {
    const rows = db.prepare<[], MetricMetadata>('SELECT name, type, help, unit FROM metric_metadata').all();
    for (const row of rows) this.#known.set(row.name, row);
    this.#save = db.prepare('INSERT OR REPLACE INTO metric_metadata VALUES (?, ?, ?, ?)');
  }

  /** In the transaction of the batch, which `settle` ends. */
  append(metadata: readonly MetricMetadata[]): void {
    for (const { name, type, help, unit } of metadata) {
      const known = this.#known.get(name);
      const next = {
        name,
        type,
        help: help.slice(0, MAX_HELP_LENGTH).toWellFormed(),
        unit: unit.slice(0, 64),
      };
      const isSame = known?.type === type && known.help === next.help && known.unit === next.unit;
      const isTooMuch = known === undefined && this.#known.size >= MAX_METRICS;
      if (isSame || isTooMuch || name.length > MAX_NAME_LENGTH) continue;
      this.#save.run(name, type, next.help, next.unit);
      if (!this.#before.has(name)) this.#before.set(name, known);
      this.#known.set(name, next);
    }
  }

  settle(isCommitted: boolean): void {
    for (const [name, before] of isCommitted ? [] : this.#before) {
      if (before === undefined) this.#known.delete(name);
      else this.#known.set(name, before);
    }
    if (this.#before.size > 0) this.#before = new Map();
  }

  of(name: string): MetricMetadata | undefined {
    return this.#known.get(name);
  }

  all(): MetricMetadata[] {
    return [...this.#known.values()];
  }

  /** Whether the samples of a series of this name only grow, and begin anew when they fall. */
  isCounter(name: string): boolean {
    const type = this.#known.get(name)?.type;
    if (type !== undefined && type !== 'unknown') return type === 'counter';
    const family = this.#known.get(name.replace(HISTOGRAM_PART, ''))?.type;
    if (family === 'histogram' || family === 'summary') return true;
    return /_(?:total|bucket|sum|count)$/.test(name);
  }
}
