import type { Database, Statement } from 'better-sqlite3';
import type { PolicySetResult } from '../../../shared/policy/index.ts';
import { COST_LOG_KEYS } from '../cost-log.ts';
import type { RollupHorizon } from '../rollup-horizon.ts';
import type { AttributeValue, ExchangeVerdicts, StoredSpan } from '../span-record.ts';
import { GuardRollups } from './guard-rollups.ts';

/** What a policy set can come to, from the mildest to the strongest. */
const SET_OUTCOMES = ['pass', 'allow', 'flag', 'modify', 'block'] as const;

/** Who refused a call. */
export type Refuser = 'policy' | 'guard_input' | 'guard_output' | 'similarity';

/** The attribute of an exchange's span with the flags that rules have put on it. */
const FLAGS = 'signalbox.flags';

/** The writer's access to the tables of verdicts. Must run in the transaction that stores the spans. */
export class VerdictTable {
  readonly #rollups: GuardRollups;
  readonly #insertVerdict: Statement<unknown[]>;
  readonly #insertRun: Statement<unknown[]>;
  readonly #insertResult: Statement<unknown[]>;
  readonly #insertFlag: Statement<[number, string, string]>;

  constructor(db: Database, horizon: RollupHorizon) {
    this.#rollups = new GuardRollups(db, horizon);
    this.#insertVerdict = db.prepare(
      `INSERT INTO exchange_verdicts (trace_no, trace_id, span_id, at_ns, org, workspace, user, provider, model,
         blocked_by, enforced, effects, shadow) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    this.#insertRun = db.prepare(
      `INSERT INTO guard_runs (verdict_no, trace_no, span_id, at_ns, guard, direction, outcome, score, micros, kinds)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    this.#insertResult = db.prepare(
      `INSERT INTO policy_results (verdict_no, trace_no, span_id, at_ns, set_id, name, version, mode, outcome,
         matched, errors, micros) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    this.#insertFlag = db.prepare('INSERT OR IGNORE INTO exchange_flags VALUES (?, ?, ?)');
  }

  /** Takes the span of an exchange that was stored just now, and what was decided about it. */
  add({ span, facts }: StoredSpan, verdicts: ExchangeVerdicts, traceNo: number): void {
    const says = (key: 'org' | 'workspace' | 'user'): string => textOf(span.attributes[COST_LOG_KEYS[key]]);
    const { lastInsertRowid: verdictNo } = this.#insertVerdict.run(
      traceNo,
      span.traceId,
      span.spanId,
      span.startUnixNano,
      says('org'),
      says('workspace'),
      says('user') || (facts.userId ?? ''),
      facts.provider ?? '',
      facts.model ?? '',
      refuserOf(verdicts) ?? '',
      strongest(verdicts.policies.filter(({ mode }) => mode === 'enforce')),
      jsonOf(verdicts.effects),
      jsonOf(verdicts.shadow),
    );
    const place = [verdictNo, traceNo, span.spanId, span.startUnixNano];
    for (const run of verdicts.guards) {
      const kinds = JSON.stringify([...new Set(run.findings.map(({ kind }) => kind))]);
      const { guard, direction, outcome, score, micros } = run;
      this.#insertRun.run(...place, guard, direction, outcome, score, micros, kinds);
      this.#rollups.add(run, span.startUnixNano);
    }
    for (const { setId, name, version, mode, outcome, rules, micros } of verdicts.policies) {
      const matched = JSON.stringify(rules.filter((rule) => rule.matched).map(({ ruleId }) => ruleId));
      const errors = rules.filter(({ error }) => error !== null).length;
      this.#insertResult.run(...place, setId, name, version, mode, outcome, matched, errors, micros);
    }
    for (const flag of textsOf(span.attributes[FLAGS])) this.#insertFlag.run(traceNo, span.spanId, flag);
  }

  /** Must be called at the end of a batch, in its transaction. */
  save(): void {
    this.#rollups.save();
  }

  /** After a rollback. */
  forget(): void {
    this.#rollups.forget();
  }
}

/** Who refused the call; null: nobody. What comes first in an exchange comes first here. */
function refuserOf({ guards, similarity, policies, effects, blocked }: ExchangeVerdicts): Refuser | null {
  if (!blocked) return null;
  const refused = guards.filter(({ outcome }) => outcome === 'block' || outcome === 'failed_closed');
  if (refused.some(({ direction }) => direction === 'input')) return 'guard_input';
  if (similarity?.outcome === 'block') return 'similarity';
  const byPolicy = policies.some(({ mode, outcome }) => mode === 'enforce' && outcome === 'block');
  if (byPolicy || (effects?.block ?? null) !== null) return 'policy';
  return refused.length > 0 ? 'guard_output' : 'policy';
}

function strongest(results: readonly PolicySetResult[]): string {
  const most = Math.max(0, ...results.map(({ outcome }) => SET_OUTCOMES.indexOf(outcome)));
  return SET_OUTCOMES[most] ?? 'pass';
}

function jsonOf(value: unknown): string | null {
  return value === null || value === undefined ? null : JSON.stringify(value);
}

function textOf(value: AttributeValue | undefined): string {
  return typeof value === 'string' ? value : '';
}

function textsOf(value: AttributeValue | undefined): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}
