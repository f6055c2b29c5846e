const DAY_MS = 86_400_000;
/** Names kept of each kind; callers may name any user. */
const MAX_NAMES = 10_000;

export interface SpendScope {
  readonly org: string | null;
  readonly workspace: string | null;
  readonly user: string | null;
}

/** Nano-dollars by whose they are. */
export type SpendByScope = Readonly<Record<keyof SpendScope, bigint>>;

const KINDS = ['org', 'workspace', 'user'] as const;

/** What was spent since midnight, UTC, by the names of orgs, workspaces and users, as the cost rollups have them. */
export class SpendToday {
  readonly #now: () => number;
  #day: number;
  #sums = emptySums();

  constructor(now: () => number = Date.now) {
    this.#now = now;
    this.#day = dayOf(now());
  }

  /** Adds what was spent before the engine started; nothing once that day is over. */
  seed(atMs: number, kind: keyof SpendScope, name: string, nanos: bigint): void {
    this.#turn();
    if (dayOf(atMs) === this.#day) add(this.#sums[kind], name, nanos);
  }

  add(scope: SpendScope, nanos: bigint): void {
    if (nanos === 0n) return;
    this.#turn();
    for (const kind of KINDS) add(this.#sums[kind], scope[kind] ?? '', nanos);
  }

  /** Calls without a name count together. 0n for a name that is not known. */
  of(scope: SpendScope): SpendByScope {
    this.#turn();
    const sum = (kind: keyof SpendScope) => this.#sums[kind].get(scope[kind] ?? '') ?? 0n;
    return { org: sum('org'), workspace: sum('workspace'), user: sum('user') };
  }

  #turn(): void {
    const day = dayOf(this.#now());
    if (day === this.#day) return;
    this.#day = day;
    this.#sums = emptySums();
  }
}

function emptySums(): Record<keyof SpendScope, Map<string, bigint>> {
  return { org: new Map(), workspace: new Map(), user: new Map() };
}

/** The name that was seen longest ago goes when there are too many. */
function add(sums: Map<string, bigint>, name: string, nanos: bigint): void {
  const before = sums.get(name) ?? 0n;
  sums.delete(name);
  sums.set(name, before + nanos);
  const [oldest] = sums.keys();
  if (sums.size > MAX_NAMES && oldest !== undefined) sums.delete(oldest);
}

function dayOf(ms: number): number {
  return Math.floor(ms / DAY_MS);
}
