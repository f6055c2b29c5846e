import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { SignalboxError } from '../../shared/errors.ts';
import {
  loadRunSchema,
  loadRunSummarySchema,
  type LoadRun,
  type LoadRunSummary,
} from '../../shared/load/index.ts';
import type { Log } from '../log.ts';
import type { LoadRunStore } from '../store/control/index.ts';

/** Runs that are kept; the oldest go first. */
const MOST_RUNS = 200;

const compress = promisify(gzip);
const expand = promisify(gunzip);

/** The runs that have ended, in control.db: their summaries in memory, the rest compressed. */
export class RunArchive {
  readonly #store: LoadRunStore;
  /** Oldest first. */
  readonly #summaries: Map<string, LoadRunSummary>;

  private constructor(store: LoadRunStore, summaries: readonly LoadRunSummary[]) {
    this.#store = store;
    this.#summaries = new Map(summaries.map((summary) => [summary.id, summary]));
  }

  /** Of a run that was under way when the engine ended, it is said that it was interrupted. */
  static async open(store: LoadRunStore, log: Log): Promise<RunArchive> {
    const rows = await store.list();
    const summaries = rows.flatMap(({ id, summary }) => {
      const known = loadRunSummarySchema.safeParse(summary);
      if (!known.success) log.error('A load test that was kept is not understood.', { id });
      return known.success ? [interrupted(known.data)] : [];
    });
    return new RunArchive(store, summaries);
  }

  /** Newest first. */
  list(): LoadRunSummary[] {
    return [...this.#summaries.values()].filter(({ state }) => state !== 'running').reverse();
  }

  /** @throws SignalboxError LOAD_TEST_NOT_FOUND */
  summary(id: string): LoadRunSummary {
    const found = this.#summaries.get(id);
    if (found === undefined) throw new SignalboxError('LOAD_TEST_NOT_FOUND', { id });
    return found;
  }

  /** @throws SignalboxError LOAD_TEST_NOT_FOUND */
  async read(id: string): Promise<LoadRun> {
    const summary = this.summary(id);
    const content = await this.#store.content(id);
    if (content === null) throw new SignalboxError('LOAD_TEST_NOT_FOUND', { id });
    const text = (await expand(content)).toString('utf8');
    return loadRunSchema.parse({ ...(JSON.parse(text) as object), ...summary });
  }

  async begin(run: LoadRun): Promise<void> {
    await this.#save(run);
  }

  async end(run: LoadRun): Promise<void> {
    await this.#save(run);
    const tooMany = [...this.#summaries.keys()].slice(0, Math.max(0, this.#summaries.size - MOST_RUNS));
    for (const id of tooMany) await this.remove(id);
  }

  /** @throws SignalboxError LOAD_TEST_NOT_FOUND */
  async remove(id: string): Promise<void> {
    this.summary(id);
    await this.#store.remove(id);
    this.#summaries.delete(id);
  }

  async #save(run: LoadRun): Promise<void> {
    const { plan, session, measurement, observation, ...summary } = run;
    const content = await compress(JSON.stringify({ plan, session, measurement, observation }));
    await this.#store.save({
      id: run.id,
      startedAt: run.startedAt,
      summary,
      content: new Uint8Array(content),
    });
    this.#summaries.set(run.id, summary);
  }
}

function interrupted(summary: LoadRunSummary): LoadRunSummary {
  if (summary.state !== 'running') return summary;
  return { ...summary, state: 'interrupted', message: 'The engine ended while it ran.' };
}
