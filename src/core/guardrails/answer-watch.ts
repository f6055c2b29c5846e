import { SignalboxError } from '../../shared/errors.ts';
import type { GuardName, GuardRun } from '../../shared/guard/index.ts';
import type { CompiledGuard, Verdict } from './compiled-guard.ts';
import type { AnswerWatch, Redaction } from './guard.ts';
import { LaneWatch } from './lane-watch.ts';
import { Placeholders } from './redaction.ts';
import { blockedBy, runGuard, whenAll, type Ran } from './run-guard.ts';
import { WatchTally } from './watch-tally.ts';

/**
 * Watches an answer with guards that find places, as it is written, and with guards that judge the whole, at the end of
 * each lane.
 */
export class GuardedAnswer implements AnswerWatch {
  readonly #judges: readonly CompiledGuard[];
  readonly #tallies: readonly WatchTally[];
  readonly #placeholders: Placeholders;
  readonly #lanes = new Map<string, LaneWatch>();
  readonly #verdicts = new Map<GuardName, Ran[]>();
  readonly #signal: AbortSignal;
  readonly #holdsAll: boolean;
  #block: SignalboxError | null = null;

  constructor(guards: readonly CompiledGuard[], signal: AbortSignal, redactions: readonly Redaction[]) {
    this.#placeholders = new Placeholders((name) => redactions.some((redaction) => redaction.knows(name)));
    this.#judges = guards.filter(({ checkAnswer }) => checkAnswer !== null);
    this.#tallies = guards.filter(({ matcher }) => matcher !== null).map((guard) => new WatchTally(guard));
    this.#signal = signal;
    this.#holdsAll = this.#judges.some(({ holdsStreams }) => holdsStreams);
  }

  push(lane: string, piece: string): string {
    if (this.#block !== null) throw this.#block;
    return this.#guarded(() => {
      const watched = this.#lane(lane);
      const released = watched.push(piece);
      return this.#holdsAll ? watched.keepBack(released) : released;
    });
  }

  finish(lane: string): string | Promise<string> {
    if (this.#block !== null) throw this.#block;
    const watched = this.#lane(lane);
    const released = this.#guarded(() => watched.keepBack(watched.finish()) + watched.giveBack());
    this.#lanes.delete(lane);
    if (this.#judges.length === 0) return released;
    const ran = this.#judges.map((guard) => this.#judge(guard, watched.text));
    return whenAll(ran, (all) => this.#conclude(all, released));
  }

  runs(): readonly GuardRun[] {
    return [
      ...this.#tallies.map((tally) => tally.run()),
      ...[...this.#verdicts.values()].map((ran) => worst(ran)),
    ];
  }

  #lane(lane: string): LaneWatch {
    const known = this.#lanes.get(lane);
    if (known !== undefined) return known;
    const watched = new LaneWatch(this.#tallies, this.#placeholders, this.#judges.length > 0);
    this.#lanes.set(lane, watched);
    return watched;
  }

  #judge(guard: CompiledGuard, text: string): Ran | Promise<Ran> {
    const { checkAnswer } = guard;
    const work = checkAnswer ?? (() => NOTHING);
    return runGuard(guard, 'output', this.#signal, (deadline) => work(text, deadline));
  }

  #conclude(all: readonly Ran[], released: string): string {
    for (const ran of all) {
      const { guard } = ran.run;
      this.#verdicts.set(guard, [...(this.#verdicts.get(guard) ?? []), ran]);
    }
    const blocking = all.find(({ run }) => run.outcome === 'block' || run.outcome === 'failed_closed');
    if (blocking === undefined) return released;
    throw this.#refuse(blockedBy(blocking.run));
  }

  /** Once refused, nothing more of any lane goes on. */
  #guarded(work: () => string): string {
    try {
      return work();
    } catch (error) {
      if (error instanceof SignalboxError) this.#refuse(error);
      throw error;
    }
  }

  #refuse(error: SignalboxError): SignalboxError {
    this.#block = error;
    this.#lanes.clear();
    return error;
  }
}

const NOTHING: Verdict = { score: null, findings: [], isHit: false, reason: 'not judged' };

const STRENGTH = ['pass', 'failed_open', 'flag', 'warn', 'redact', 'block', 'failed_closed'];

/** The run of a guard over several lanes: the strongest of them, with the work of all. */
function worst(ran: readonly Ran[]): GuardRun {
  const [first, ...others] = ran.map(({ run }) => run);
  if (first === undefined) throw new RangeError('A guard that never ran has no run.');
  return others.reduce((strongest, run) => {
    const stronger = STRENGTH.indexOf(run.outcome) > STRENGTH.indexOf(strongest.outcome) ? run : strongest;
    return { ...stronger, micros: strongest.micros + run.micros };
  }, first);
}
