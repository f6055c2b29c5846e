import type { GuardRun } from '../../shared/guard/index.ts';
import type { CompiledGuard } from './compiled-guard.ts';
import { FindingTally } from './finding-tally.ts';
import { microsSince, reasonOf, toFailedRun, toRun } from './run-guard.ts';
import type { Match, Scan, TextPart } from './text-matcher.ts';

/** What a guard that finds places has found in an answer so far, over all its lanes. */
export class WatchTally {
  readonly guard: CompiledGuard;
  readonly #tally = new FindingTally();
  #micros = 0;
  #failure: string | null = null;

  constructor(guard: CompiledGuard) {
    this.guard = guard;
  }

  /** Whether what it finds must not go on. */
  get holds(): boolean {
    const { action } = this.guard.settings;
    return action === 'redact' || action === 'block';
  }

  /** Null: it failed; then its failure mode holds for the rest of the answer. */
  scan(text: string, isWhole: boolean, part: TextPart): Scan | null {
    if (this.#failure !== null) return null;
    const started = performance.now();
    try {
      const scan = this.guard.matcher?.scan(text, isWhole, part) ?? null;
      this.#tally.addBelow(scan?.below ?? 0);
      return scan;
    } catch (error) {
      this.#failure = reasonOf(error);
      return null;
    } finally {
      this.#micros += microsSince(started);
    }
  }

  add(match: Match): void {
    this.#tally.add(match, 'answer');
  }

  run(): GuardRun {
    if (this.#failure !== null) return toFailedRun(this.guard, 'output', this.#failure, this.#micros);
    return toRun(this.guard, 'output', this.#tally.verdict(), this.#micros);
  }
}
