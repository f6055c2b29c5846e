import { newRouteSchema, type NewRoute, type Route } from '../../../shared/route.ts';

export interface TargetDraft {
  /** Of the row on the screen. */
  readonly id: number;
  /** `PROVIDER/MODEL` */
  readonly target: string;
  readonly rank: string;
  readonly weight: string;
}

/** A route as it is typed. Empty time limits are the gateway's own. */
export interface RouteDraft {
  readonly model: string;
  readonly targets: readonly TargetDraft[];
  readonly attempts: string;
  readonly maxWaitMs: string;
  readonly firstByteMs: string;
  readonly idleMs: string;
  readonly totalMs: string;
}

export type DraftField = Exclude<keyof RouteDraft, 'targets'>;

export const EMPTY_DRAFT: RouteDraft = {
  model: '',
  targets: [{ id: 1, target: '', rank: '1', weight: '1' }],
  attempts: '2',
  maxWaitMs: '5000',
  firstByteMs: '',
  idleMs: '',
  totalMs: '',
};

export function draftOf({ model, targets, retry, timeouts }: Route): RouteDraft {
  const typed = (ms: number | null) => (ms === null ? '' : String(ms));
  return {
    model,
    targets: targets.map(({ provider, model: name, rank, weight }, index) => ({
      id: index + 1,
      target: `${provider}/${name}`,
      rank: String(rank),
      weight: String(weight),
    })),
    attempts: String(retry.attempts),
    maxWaitMs: String(retry.maxWaitMs),
    firstByteMs: typed(timeouts.firstByteMs),
    idleMs: typed(timeouts.idleMs),
    totalMs: typed(timeouts.totalMs),
  };
}

/** One more target, tried after all the others. */
export function withTarget(draft: RouteDraft): RouteDraft {
  const id = Math.max(0, ...draft.targets.map((row) => row.id)) + 1;
  const lowest = Math.max(0, ...draft.targets.map(({ rank }) => Number(rank)).filter(Number.isFinite));
  const rank = String(Math.min(20, lowest + 1));
  return { ...draft, targets: [...draft.targets, { id, target: '', rank, weight: '1' }] };
}

export interface DraftErrors {
  readonly fields: Partial<Record<DraftField, string>>;
  /** By row: its field and what is wrong with it. */
  readonly targets: ReadonlyMap<number, Partial<Record<'target' | 'rank' | 'weight', string>>>;
}

export type DraftResult =
  | { readonly route: NewRoute; readonly errors: null }
  | { readonly route: null; readonly errors: DraftErrors };

const MESSAGES: Record<DraftField, string> = {
  model: 'Give the name that callers use as their model, at most 200 characters.',
  attempts: 'A whole number from 1 to 5.',
  maxWaitMs: 'From 0 to 60,000 ms.',
  firstByteMs: 'From 100 to 3,600,000 ms, or empty.',
  idleMs: 'From 100 to 3,600,000 ms, or empty.',
  totalMs: 'From 100 to 3,600,000 ms, or empty.',
};

const TARGET_MESSAGES = {
  target: 'PROVIDER/MODEL, for example openai/gpt-4o.',
  // Under fields of a few digits.
  rank: 'From 1 to 20.',
  weight: 'From 1 to 1,000.',
};

/** What was typed, as a route, or what is wrong with it. */
export function readDraft(draft: RouteDraft): DraftResult {
  const parsed = newRouteSchema.safeParse({
    model: draft.model,
    targets: draft.targets.map(({ target, rank, weight }) => ({
      ...splitTarget(target),
      rank: number(rank),
      weight: number(weight),
    })),
    retry: { attempts: number(draft.attempts), maxWaitMs: number(draft.maxWaitMs) },
    timeouts: {
      firstByteMs: limit(draft.firstByteMs),
      idleMs: limit(draft.idleMs),
      totalMs: limit(draft.totalMs),
    },
  });
  if (parsed.success) return { route: parsed.data, errors: null };
  const fields: Partial<Record<DraftField, string>> = {};
  const targets = new Map<number, Partial<Record<'target' | 'rank' | 'weight', string>>>();
  for (const { path } of parsed.error.issues) {
    const [top, second, third] = path;
    if (top === 'targets' && typeof second === 'number') {
      const row = draft.targets[second];
      const field = third === 'rank' || third === 'weight' ? third : 'target';
      if (row !== undefined) targets.set(row.id, { ...targets.get(row.id), [field]: TARGET_MESSAGES[field] });
      continue;
    }
    const field = top === 'model' ? top : second;
    if (isField(field)) fields[field] = MESSAGES[field];
  }
  return { route: null, errors: { fields, targets } };
}

function isField(value: unknown): value is DraftField {
  return typeof value === 'string' && value in MESSAGES;
}

/** A model may hold slashes of its own. */
function splitTarget(text: string): { provider: string; model: string } {
  const trimmed = text.trim();
  const slash = trimmed.indexOf('/');
  if (slash === -1) return { provider: '', model: trimmed };
  return { provider: trimmed.slice(0, slash), model: trimmed.slice(slash + 1) };
}

function number(text: string): number {
  return text.trim() === '' ? Number.NaN : Number(text);
}

function limit(text: string): number | null {
  return text.trim() === '' ? null : Number(text);
}
