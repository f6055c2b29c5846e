import { randomUUID } from 'node:crypto';
import { RE2JS } from 're2js';
import type { AlertMatcher, NewSilence, Silence } from '../../shared/alert/index.ts';
import { SignalboxError } from '../../shared/errors.ts';
import type { Labels } from '../metrics/series-source.ts';
import type { AlertStore } from '../store/control/index.ts';

/** For how long a silence that is over is still listed. */
const KEEP_EXPIRED_MS = 30 * 86_400_000;

export interface SilencesParts {
  readonly store: Pick<AlertStore, 'silences' | 'saveSilence' | 'removeSilences'>;
  readonly now: () => number;
  readonly onChange: () => void;
}

interface HeldSilence {
  readonly silence: Silence;
  readonly matches: (labels: Labels) => boolean;
}

/** Who must not be told of which alerts, until when. A silenced alert still fires; nobody is told. */
export class Silences {
  readonly #parts: SilencesParts;
  #held: readonly HeldSilence[];

  private constructor(parts: SilencesParts, silences: readonly Silence[]) {
    this.#parts = parts;
    this.#held = silences.map(hold);
  }

  static async open(parts: SilencesParts): Promise<Silences> {
    const all = await parts.store.silences();
    const before = parts.now() - KEEP_EXPIRED_MS;
    const old = all.filter(({ endsAt }) => Date.parse(endsAt) < before);
    if (old.length > 0) await parts.store.removeSilences(old.map(({ id }) => id));
    return new Silences(
      parts,
      all.filter((silence) => !old.includes(silence)),
    );
  }

  /** Those that end last first. */
  list(): Silence[] {
    return this.#held.map(({ silence }) => silence).sort((a, b) => (a.endsAt < b.endsAt ? 1 : -1));
  }

  /** Ids of the silences that are in force for an alert with these labels. */
  of(labels: Labels): string[] {
    const now = this.#parts.now();
    return this.#held
      .filter(
        ({ silence, matches }) =>
          Date.parse(silence.startsAt) <= now && Date.parse(silence.endsAt) > now && matches(labels),
      )
      .map(({ silence }) => silence.id);
  }

  /** @throws SignalboxError MATCHERS_INVALID, SILENCE_INVALID for one that would be over, or mean any alert */
  async add(silence: NewSilence, actor: string): Promise<Silence> {
    this.#check(silence);
    const createdAt = new Date(this.#parts.now()).toISOString();
    return this.#save({ ...utc(silence), id: randomUUID(), createdAt }, 'add', actor);
  }

  /** @throws SignalboxError SILENCE_NOT_FOUND, MATCHERS_INVALID, SILENCE_INVALID */
  async change(id: string, silence: NewSilence, actor: string): Promise<Silence> {
    const { createdAt } = this.#get(id);
    this.#check(silence);
    return this.#save({ ...utc(silence), id, createdAt }, 'change', actor);
  }

  /** Ends it now. @throws SignalboxError SILENCE_NOT_FOUND */
  end(id: string, actor: string): Promise<Silence> {
    const silence = this.#get(id);
    const now = new Date(this.#parts.now()).toISOString();
    if (silence.endsAt <= now) return Promise.resolve(silence);
    const startsAt = silence.startsAt > now ? now : silence.startsAt;
    return this.#save({ ...silence, startsAt, endsAt: now }, 'end', actor);
  }

  #get(id: string): Silence {
    const held = this.#held.find(({ silence }) => silence.id === id);
    if (held === undefined) throw new SignalboxError('SILENCE_NOT_FOUND', { id });
    return held.silence;
  }

  /** As Alertmanager does: matchers that fit an alert without any label are a slip that would silence everything. */
  #check({ matchers, endsAt }: NewSilence): void {
    if (Date.parse(endsAt) <= this.#parts.now())
      throw new SignalboxError('SILENCE_INVALID', { reason: 'it would be over already' });
    if (compileMatchers(matchers)({}))
      throw new SignalboxError('SILENCE_INVALID', {
        reason: 'its matchers fit every alert that lacks these labels; alertname=~.+ silences everything',
      });
  }

  async #save(silence: Silence, action: 'add' | 'change' | 'end', actor: string): Promise<Silence> {
    const held = hold(silence);
    await this.#parts.store.saveSilence(silence, action, { actor });
    this.#held = [...this.#held.filter((each) => each.silence.id !== silence.id), held];
    this.#parts.onChange();
    return silence;
  }
}

/** One form for all times, so that they compare as texts. */
function utc(silence: NewSilence): NewSilence {
  return {
    ...silence,
    startsAt: new Date(silence.startsAt).toISOString(),
    endsAt: new Date(silence.endsAt).toISOString(),
  };
}

function hold(silence: Silence): HeldSilence {
  return { silence, matches: compileMatchers(silence.matchers) };
}

/**
 * Whether all matchers fit the labels; a label that is not there has the value ''. Regular expressions are anchored.
 * @throws SignalboxError MATCHERS_INVALID
 */
export function compileMatchers(matchers: readonly AlertMatcher[]): (labels: Labels) => boolean {
  const tests = matchers.map(({ name, operator, value }) => {
    const fits = operator.endsWith('~') ? compileRegex(value) : (text: string) => text === value;
    const wanted = operator.startsWith('=');
    return (labels: Labels) => fits(Object.hasOwn(labels, name) ? (labels[name] ?? '') : '') === wanted;
  });
  return (labels) => tests.every((test) => test(labels));
}

function compileRegex(pattern: string): (text: string) => boolean {
  try {
    const regex = RE2JS.compile(pattern, RE2JS.DOTALL);
    return (text) => regex.matches(text);
  } catch (cause) {
    throw new SignalboxError(
      'MATCHERS_INVALID',
      { reason: `"${pattern}" is no regular expression` },
      { cause },
    );
  }
}
