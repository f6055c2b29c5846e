import { wholeCharacters } from './characters.ts';
import { replaceMatches, type Placeholders } from './redaction.ts';
import { blockedBy } from './run-guard.ts';
import { coverMatches, LEFT_CONTEXT, type Match, type Scan } from './text-matcher.ts';
import type { WatchTally } from './watch-tally.ts';

/** What waits longer than this is looked at again only when it has grown by a quarter: so no piece is read often. */
const SHORT_WAIT = 512;

/** One guard's way through a lane; places are counted from the beginning of what is kept of the text. */
interface Progress {
  readonly tally: WatchTally;
  /** Before here its matches are known and dealt with. */
  settled: number;
  /** As far as its own matches reach. */
  covered: number;
}

/**
 * One text of an answer, which comes in pieces. Kept are only what is not settled and, before it, what matchers look back
 * at. A guard that only flags delays nothing.
 */
export class LaneWatch {
  readonly #progress: Progress[];
  readonly #placeholders: Placeholders;
  readonly #keepsAll: boolean;
  #text = '';
  /** As far as the text has gone on, as it was or as placeholders. */
  #released = 0;
  #scannedLength = 0;
  /** Nothing of the text was dropped yet. */
  #isBegin = true;
  #all: string[] = [];
  #kept: string[] = [];

  constructor(tallies: readonly WatchTally[], placeholders: Placeholders, keepsAll: boolean) {
    this.#progress = tallies.map((tally) => ({ tally, settled: 0, covered: 0 }));
    this.#placeholders = placeholders;
    this.#keepsAll = keepsAll;
  }

  /** The whole text so far; only where somebody judges the whole. */
  get text(): string {
    return this.#all.join('');
  }

  keepBack(released: string): string {
    this.#kept.push(released);
    return '';
  }

  giveBack(): string {
    const kept = this.#kept.join('');
    this.#kept = [];
    return kept;
  }

  /** @throws SignalboxError GUARD_BLOCKED, GUARD_FAILED */
  push(piece: string): string {
    if (this.#keepsAll) this.#all.push(piece);
    this.#text += piece;
    const waiting = this.#scannedLength - this.#released;
    if (waiting > SHORT_WAIT && this.#text.length - this.#scannedLength < waiting / 4) return '';
    return this.#advance(false);
  }

  /** @throws SignalboxError GUARD_BLOCKED, GUARD_FAILED */
  finish(): string {
    return this.#advance(true);
  }

  #advance(isWhole: boolean): string {
    const text = this.#text;
    this.#scannedLength = text.length;
    let settled = isWhole ? text.length : wholeCharacters(text, text.length);
    const scans: [Progress, Scan][] = [];
    for (const progress of this.#progress) {
      const scan = progress.tally.scan(text, isWhole, {
        isBegin: this.#isBegin,
        from: progress.settled,
      });
      if (scan === null) refuseFailed(progress.tally);
      else scans.push([progress, scan]);
      if (scan !== null && progress.tally.holds) settled = Math.min(settled, scan.settled);
    }
    const toReplace: Match[] = [];
    for (const [progress, scan] of scans) {
      const until = progress.tally.holds ? settled : scan.settled;
      const found = scan.matches.filter(({ start }) => start >= progress.settled && start < until);
      progress.settled = Math.max(progress.settled, until);
      count(progress, found);
      if (progress.tally.guard.settings.action === 'redact') toReplace.push(...found);
    }
    return this.#release(toReplace, settled);
  }

  /** Lets go of what is settled, with placeholders for what was found; a match may reach beyond. */
  #release(found: readonly Match[], settled: number): string {
    const covers = coverMatches(found, this.#released);
    const end = Math.max(settled, this.#released, covers.at(-1)?.end ?? 0);
    const released = replaceMatches(this.#text.slice(0, end), covers, this.#placeholders, this.#released);
    this.#released = end;
    this.#forget();
    return released;
  }

  #forget(): void {
    const drop = Math.min(this.#released, ...this.#progress.map(({ settled }) => settled)) - LEFT_CONTEXT;
    if (drop <= LEFT_CONTEXT) return;
    this.#text = this.#text.slice(drop);
    this.#isBegin = false;
    this.#released -= drop;
    this.#scannedLength -= drop;
    for (const progress of this.#progress) {
      progress.settled -= drop;
      progress.covered = Math.max(0, progress.covered - drop);
    }
  }
}

/** Counts matches of one guard, each once, and refuses the answer where the guard blocks. */
function count(progress: Progress, found: readonly Match[]): void {
  for (const cover of coverMatches(found, progress.covered)) {
    progress.covered = cover.end;
    if (!cover.isRest) progress.tally.add(cover);
  }
  if (found.length > 0 && progress.tally.guard.settings.action === 'block')
    throw blockedBy(progress.tally.run());
}

function refuseFailed(tally: WatchTally): void {
  const run = tally.run();
  if (run.outcome === 'failed_closed') throw blockedBy(run);
}
