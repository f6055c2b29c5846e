import type { Database } from 'better-sqlite3';
import type { PolicyShadow, ShadowExchange } from '../../../shared/policy-shadow.ts';
import { SignalboxError } from '../../../shared/errors.ts';
import { stillWanted } from '../query-limit.ts';
import { nanosOfMillis, rangeMillis, type TimeRange } from '../queries/time-range.ts';

const MAX_RULES = 200;
const MAX_SCOPES = 200;
const MAX_LIMIT = 200;
const NO_REFUSAL = '';

export interface ShadowQuestion extends TimeRange {
  setId: string;
  limit: number;
  cursor: string | null;
}

type Counts = PolicyShadow['total'];
type Difference = Exclude<keyof Counts, 'exchanges'>;

interface ResultRow {
  outcome: ShadowExchange['shadow'];
  matched: string;
  blocked_by: string;
  org: string;
  workspace: string;
  user: string;
}

interface ExchangeRow extends ResultRow {
  result_no: number;
  at_ns: string;
  time_ms: number;
  trace_id: string;
  span_id: string;
  provider: string;
  model: string;
  enforced: ShadowExchange['enforced'];
}

const FROM = `policy_results p JOIN exchange_verdicts v USING (verdict_no)
  WHERE p.set_id = ? AND p.mode = 'shadow'`;
/** The two ways in which it comes to another end: `differenceOf` says the same. */
const DIFFERS = `((p.outcome IN ('block', 'modify', 'flag') AND v.blocked_by = '')
  OR (p.outcome = 'allow' AND v.blocked_by = 'policy'))`;

/** What a set in shadow would have done, beside what was done. @throws SignalboxError CURSOR_INVALID */
export function readShadow(db: Database, question: ShadowQuestion): PolicyShadow {
  const range = rangeMillis(question);
  const bounds: [string, bigint, bigint] = [
    question.setId,
    nanosOfMillis(range.from),
    nanosOfMillis(range.to),
  ];
  const total = noCounts();
  const rules = new Map<string, Counts>();
  const scopes = new Map<string, Counts>();
  const rows = db
    .prepare<unknown[], ResultRow>(
      `SELECT p.outcome, p.matched, v.blocked_by, v.org, v.workspace, v.user FROM ${FROM}
       AND p.at_ns >= ? AND p.at_ns < ? AND ${stillWanted('p.result_no')}`,
    )
    .iterate(...bounds);
  for (const row of rows) {
    const difference = differenceOf(row);
    count(total, difference);
    for (const ruleId of JSON.parse(row.matched) as string[]) count(countsOf(rules, ruleId), difference);
    count(countsOf(scopes, JSON.stringify([row.org, row.workspace, row.user])), difference);
  }
  return {
    setId: question.setId,
    from: new Date(range.from).toISOString(),
    to: new Date(range.to).toISOString(),
    total,
    rules: most(rules, MAX_RULES).map(([ruleId, counts]) => ({ ruleId, ...counts })),
    scopes: most(scopes, MAX_SCOPES).map(([key, counts]) => {
      const [org = '', workspace = '', user = ''] = JSON.parse(key) as string[];
      return { org, workspace, user, ...counts };
    }),
    isCutOff: rules.size > MAX_RULES || scopes.size > MAX_SCOPES,
    ...differingPage(db, question, bounds),
  };
}

function differingPage(
  db: Database,
  { cursor, ...question }: ShadowQuestion,
  [setId, from, to]: [string, bigint, bigint],
): Pick<PolicyShadow, 'exchanges' | 'nextCursor'> {
  const limit = Math.min(MAX_LIMIT, Math.max(1, Math.floor(question.limit)));
  const before = cursor === null ? [to, 0n] : parseCursor(cursor);
  const rows = db
    .prepare<unknown[], ExchangeRow>(
      `SELECT p.result_no, CAST(p.at_ns AS TEXT) AS at_ns, p.at_ns / 1000000 AS time_ms, v.trace_id, v.span_id,
         p.outcome, p.matched, v.blocked_by, v.enforced, v.org, v.workspace, v.user, v.provider, v.model
       FROM ${FROM} AND p.at_ns >= ? AND (p.at_ns, p.result_no) < (?, ?) AND ${DIFFERS}
       ORDER BY p.at_ns DESC, p.result_no DESC LIMIT ?`,
    )
    .all(setId, from, ...before, limit + 1);
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return {
    exchanges: page.map(toExchange),
    nextCursor: last === undefined ? null : `${last.at_ns}.${last.result_no}`,
  };
}

function toExchange(row: ExchangeRow): ShadowExchange {
  return {
    traceId: row.trace_id,
    spanId: row.span_id,
    time: new Date(row.time_ms).toISOString(),
    org: row.org,
    workspace: row.workspace,
    user: row.user,
    provider: row.provider,
    model: row.model,
    shadow: row.outcome,
    enforced: row.blocked_by === NO_REFUSAL ? row.enforced : 'block',
    rules: JSON.parse(row.matched) as string[],
  };
}

/** In what the exchange would have gone otherwise. What was refused all the same is the same. */
function differenceOf({ outcome, blocked_by: by }: ResultRow): Difference {
  if (outcome === 'allow') return by === 'policy' ? 'wouldAllow' : 'same';
  if (by !== NO_REFUSAL) return 'same';
  if (outcome === 'block') return 'wouldBlock';
  if (outcome === 'modify') return 'wouldModify';
  return outcome === 'flag' ? 'wouldFlag' : 'same';
}

function noCounts(): Counts {
  return { exchanges: 0, wouldBlock: 0, wouldModify: 0, wouldFlag: 0, wouldAllow: 0, same: 0 };
}

function count(counts: Counts, difference: Difference): void {
  counts.exchanges += 1;
  counts[difference] += 1;
}

function countsOf(groups: Map<string, Counts>, key: string): Counts {
  let counts = groups.get(key);
  if (counts === undefined) groups.set(key, (counts = noCounts()));
  return counts;
}

function most(groups: Map<string, Counts>, limit: number): [string, Counts][] {
  return [...groups].sort(([, a], [, b]) => b.exchanges - a.exchanges).slice(0, limit);
}

function parseCursor(cursor: string): [bigint, bigint] {
  const [, at, number] = /^(\d{1,19})\.(\d{1,15})$/.exec(cursor) ?? [];
  if (at === undefined || number === undefined) throw new SignalboxError('CURSOR_INVALID');
  return [BigInt(at), BigInt(number)];
}
