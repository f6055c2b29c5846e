import { randomUUID } from 'node:crypto';
import { SignalboxError } from '../../shared/errors.ts';
import {
  DEFAULT_SIMILARITY_SETTINGS,
  MAX_ENTRIES,
  similaritySettingsSchema,
  type AddPromptEntries,
  type CuratedList,
  type PromptEntry,
  type PromptScope,
  type SimilarityFigures,
  type SimilarityRecord,
  type SimilaritySettings,
} from '../../shared/similarity.ts';
import type { Log } from '../log.ts';
import type { ControlStore } from '../store/control/index.ts';
import { entryUrl, RestartingThread } from '../threads/index.ts';
import type { Alike, ComparedPrompt } from './comparison.ts';
import { MAX_TEXT_LENGTH } from './embed-text.ts';
import { canChangeCalls, judge, type Measured } from './judge.ts';
import type { SimilarityOperations, SimilarityThreadSettings } from './similarity-thread.ts';

const SETTING = 'similarity';
/** Prompts that may wait; one more is not compared. */
const MAX_WAITING = 256;
/** How long a comparison may take that no call waits for; the thread may have to be started first. */
const BESIDE_LIMIT_MS = 5_000;

export interface SimilarityOptions {
  readonly store: Pick<
    ControlStore,
    'setting' | 'saveSetting' | 'promptEntries' | 'addPromptEntries' | 'removePromptEntry'
  >;
  /** Of telemetry.db, whose prompts are taken in at the start; null: none. */
  readonly telemetryPath: string | null;
  /** Whether what prompts are compared by may be recorded. */
  readonly keepsFingerprints: boolean;
  readonly log: Log;
}

/**
 * How alike a prompt is to earlier ones and to those on lists. A signal: it never answers for a model. The comparison
 * runs in a thread of its own, which starts with the first prompt.
 */
export class Similarity {
  readonly #options: SimilarityOptions;
  readonly #thread: RestartingThread<SimilarityOperations>;
  #settings: SimilaritySettings;
  #entries: PromptEntry[];
  #compared = 0;
  #notCompared = 0;

  private constructor(options: SimilarityOptions, settings: SimilaritySettings, entries: PromptEntry[]) {
    this.#options = options;
    this.#settings = settings;
    this.#entries = entries;
    this.#thread = new RestartingThread({
      entry: entryUrl(import.meta.url, './similarity-thread.ts'),
      name: 'similarity',
      workerData: (): SimilarityThreadSettings => ({
        path: options.telemetryPath,
        entries: this.#entries,
      }),
      onFailure: (cause) => options.log.error('Prompts cannot be compared.', { cause }),
    });
  }

  static async open(options: SimilarityOptions): Promise<Similarity> {
    const stored = similaritySettingsSchema.safeParse((await options.store.setting(SETTING)) ?? {});
    if (!stored.success) options.log.warn('The settings of similarity do not fit; the defaults are used.');
    const settings = stored.success ? stored.data : DEFAULT_SIMILARITY_SETTINGS;
    const similarity = new Similarity(options, settings, await options.store.promptEntries());
    similarity.#warmUp();
    return similarity;
  }

  /** Whether a comparison can change what happens to a call: then the call must wait for it. */
  get changesCalls(): boolean {
    return canChangeCalls(this.#settings, { bad: this.#count('bad'), good: this.#count('good') });
  }

  /**
   * Compares a prompt and remembers it. Never rejects: what could not be compared in time is `not_compared`, or `block`
   * where the failure mode is closed. `isAwaited`: a call waits for it, at most as long as the settings say.
   */
  async compare(prompt: ComparedPrompt, isAwaited = this.changesCalls): Promise<SimilarityRecord> {
    const start = performance.now();
    try {
      if (this.#thread.waiting >= MAX_WAITING) throw new Error('too many prompts wait');
      const limitMs = isAwaited ? this.#settings.timeLimitMs : BESIDE_LIMIT_MS;
      const text = prompt.text.slice(0, MAX_TEXT_LENGTH);
      const running = this.#thread.use((thread) => thread.call('compare', { ...prompt, text }));
      const { fingerprint, ...measured } = await within(running, limitMs);
      if (fingerprint === null) return this.#missed('the prompt has no words', false, start);
      this.#compared += 1;
      return {
        ...scoresOf(measured),
        ...judge(measured, this.#settings),
        fingerprint: this.#options.keepsFingerprints ? fingerprint : null,
        micros: microsSince(start),
      };
    } catch (error) {
      return this.#missed(error instanceof Error ? error.message : String(error), true, start);
    }
  }

  /** Recorded prompts of a scope that are like a text, nearest first. @throws Error when they cannot be compared */
  like(text: string, scope: PromptScope, count: number, exceptTrace: string | null): Promise<Alike[]> {
    const question = { text: text.slice(0, MAX_TEXT_LENGTH), scope, count, exceptTrace };
    return this.#thread.use((thread) => thread.call('like', question));
  }

  async figures(): Promise<SimilarityFigures> {
    const held = this.#thread.isStarted
      ? await this.#thread.use((thread) => thread.call('held', undefined))
      : 0;
    return { compared: this.#compared, notCompared: this.#notCompared, held };
  }

  settings(): SimilaritySettings {
    return this.#settings;
  }

  async saveSettings(settings: SimilaritySettings, actor: string): Promise<SimilaritySettings> {
    const detail = { from: this.#settings, to: settings };
    await this.#options.store.saveSetting(SETTING, settings, { actor, detail });
    this.#settings = settings;
    this.#warmUp();
    return settings;
  }

  entries(): readonly PromptEntry[] {
    return this.#entries;
  }

  /** Adds what the list lacks; answers what it added. @throws SignalboxError SIMILARITY_LIST_FULL */
  async addEntries({ list, texts }: AddPromptEntries, actor: string): Promise<PromptEntry[]> {
    const known = new Set(this.#entries.filter((entry) => entry.list === list).map(({ text }) => text));
    const added = [...new Set(texts)]
      .filter((text) => !known.has(text))
      .map((text) => ({
        id: randomUUID(),
        list,
        text,
        createdAt: new Date().toISOString(),
        createdBy: actor,
      }));
    if (this.#entries.length + added.length > MAX_ENTRIES) {
      throw new SignalboxError('SIMILARITY_LIST_FULL', { max: MAX_ENTRIES });
    }
    if (added.length === 0) return [];
    await this.#options.store.addPromptEntries(added, { actor, detail: { list, entries: added.length } });
    await this.#take([...this.#entries, ...added]);
    return added;
  }

  /** @throws SignalboxError SIMILARITY_ENTRY_NOT_FOUND */
  async removeEntry(id: string, actor: string): Promise<void> {
    await this.#options.store.removePromptEntry(id, { actor });
    await this.#take(this.#entries.filter((entry) => entry.id !== id));
  }

  close(): Promise<void> {
    return this.#thread.close();
  }

  async #take(entries: PromptEntry[]): Promise<void> {
    this.#entries = entries;
    this.#warmUp();
    if (this.#thread.isStarted) await this.#thread.use((thread) => thread.call('setEntries', entries));
  }

  /** Where calls wait for comparisons, none of them is to wait for the thread to start. */
  #warmUp(): void {
    if (!this.changesCalls || this.#thread.isStarted) return;
    // Why it did not start is logged where it is started.
    this.#thread.use((thread) => thread.call('held', undefined)).catch(() => undefined);
  }

  #count(list: CuratedList): number {
    return this.#entries.reduce((count, entry) => count + (entry.list === list ? 1 : 0), 0);
  }

  #missed(why: string, isFailure: boolean, start: number): SimilarityRecord {
    this.#notCompared += 1;
    const isClosed = isFailure && this.#settings.failureMode === 'closed';
    return {
      ...scoresOf({ recent: null, bad: null, good: null }),
      contrast: false,
      outcome: isClosed ? 'block' : 'not_compared',
      reason: `not compared: ${why}`,
      micros: microsSince(start),
      fingerprint: null,
    };
  }
}

function scoresOf({ recent, bad, good }: Measured) {
  const nearestEntry = (bad?.score ?? -2) >= (good?.score ?? -2) ? bad : good;
  return {
    recent: recent?.score ?? null,
    bad: bad?.score ?? null,
    good: good?.score ?? null,
    nearestTraceId: recent?.id ?? null,
    nearestEntryId: nearestEntry?.id ?? null,
  };
}

function microsSince(start: number): number {
  return Math.round((performance.now() - start) * 1_000);
}

async function within<T>(running: Promise<T>, limitMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${limitMs} ms`)), limitMs);
  });
  try {
    return await Promise.race([running, late]);
  } finally {
    clearTimeout(timer);
  }
}
