import { constants, setPriority } from 'node:os';
import { dirname } from 'node:path';
import { workerData } from 'node:worker_threads';
import type { BacktestFigures, BacktestPage, BacktestQuestion } from '../../../shared/backtest.ts';
import { SignalboxError } from '../../../shared/errors.ts';
import { loadCatalogue } from '../../cost/index.ts';
import { openForReading, withQueryLimit } from '../../store/index.ts';
import { serveThread, type CallContext } from '../../threads/index.ts';
import { ChangedExchanges } from './changed-exchanges.ts';
import { makeTrial, type BacktestBeginning } from './make-trial.ts';
import { Tally } from './tally.ts';
import type { Trial } from './trial.ts';

export interface BacktestThreadSettings {
  path: string;
  priceOverridesPath: string | undefined;
}

export interface BacktestProgress {
  /** Null: they were told just now. */
  figures: BacktestFigures | null;
  isDone: boolean;
}

export type BacktestOperations = {
  /** @throws SignalboxError FILTER_INVALID, BODY_INVALID */
  begin: (
    input: BacktestBeginning,
    call: CallContext,
  ) => Promise<{ total: number; figures: BacktestFigures }>;
  /** Works for some milliseconds. */
  work: (id: string, call: CallContext) => BacktestProgress;
  page: (question: BacktestQuestion) => BacktestPage;
  /** It goes no further; what it found stays. */
  halt: (id: string) => void;
  forget: (id: string) => void;
  close: () => void;
};

/** A slice ends after the page that passes this: then others may ask, and a cancelled backtest stops. */
const SLICE_MS = 50;
/** Figures are large with many rules, and whoever looks is told no oftener. */
const TELL_MS = 250;

interface Job {
  trial: Trial | null;
  toldMs: number;
  readonly tally: Tally;
  readonly changed: ChangedExchanges;
}

/** All backtests, a slice of each in turn; and what they found, for as long as they are kept. */
await serveThread<BacktestOperations>(() => {
  yieldToOthers();
  const { path, priceOverridesPath } = workerData as BacktestThreadSettings;
  const db = openForReading(path);
  const loadPrices = () => loadCatalogue(priceOverridesPath, dirname(path));
  const jobs = new Map<string, Job>();
  const jobOf = (id: string): Job => {
    const job = jobs.get(id);
    if (job === undefined) throw new SignalboxError('BACKTEST_NOT_FOUND', { id });
    return job;
  };
  const unhurried = <T>({ isCancelled }: CallContext, run: () => T): T =>
    withQueryLimit(db, { milliseconds: Infinity, isCancelled }, run);
  return {
    begin: async (beginning, call) => {
      const make = await makeTrial(beginning, { db, loadPrices });
      const trial = unhurried(call, make);
      const tally = new Tally(trial.rules);
      jobs.set(beginning.id, { trial, toldMs: performance.now(), tally, changed: new ChangedExchanges() });
      return { total: trial.total, figures: tally.figures() };
    },
    work: (id, call) => {
      const job = jobOf(id);
      const isDone = unhurried(call, () => workOn(job, performance.now() + SLICE_MS));
      // What it reads with holds memory.
      if (isDone) job.trial = null;
      if (!isDone && performance.now() < job.toldMs + TELL_MS) return { figures: null, isDone };
      job.toldMs = performance.now();
      return { figures: job.tally.figures(), isDone };
    },
    halt: (id) => {
      const job = jobs.get(id);
      if (job !== undefined) job.trial = null;
    },
    page: (question) => jobOf(question.id).changed.page(question),
    forget: (id) => void jobs.delete(id),
    close: () => db.close(),
  };
});

/** True at the end. */
function workOn({ trial, tally, changed }: Job, until: number): boolean {
  if (trial === null) return true;
  do {
    const page = trial.page();
    if (page.length === 0) return true;
    for (const finding of page) {
      if (finding === null) tally.skip();
      else {
        tally.add(finding);
        changed.add(finding);
      }
    }
  } while (performance.now() < until);
  return false;
}

/** On Linux a thread has a priority of its own, elsewhere only the process, whose calls are not to wait. */
function yieldToOthers(): void {
  if (process.platform === 'linux') setPriority(0, constants.priority.PRIORITY_BELOW_NORMAL);
}
