import type { GuardDirection, GuardOutcome } from '../../../shared/guard/index.ts';
import type { PolicyMessage } from '../../../shared/policy/index.ts';
import type { CompiledGuard, GuardText, Verdict } from '../../guardrails/index.ts';
import type { ExchangeReader, RecordedExchange } from '../../store/index.ts';
import { recordedOutlay } from './alternative.ts';
import { changesOf, textOf, weightOf } from './guard-trial.ts';
import { ANSWER_KEY, messagesOf } from './recorded-input.ts';
import type { Finding } from './tally.ts';
import type { Trial } from './trial.ts';

const DID_NOT_RUN = 'did not run';
/** Nobody waits: a guard takes the time that it needs. */
const NO_DEADLINE = { signal: new AbortController().signal, check: () => undefined };
const STRENGTH: readonly GuardOutcome[] = [
  'pass',
  'failed_open',
  'flag',
  'warn',
  'redact',
  'block',
  'failed_closed',
];

interface Judged {
  readonly direction: GuardDirection;
  readonly outcome: GuardOutcome;
  readonly verdict: Verdict;
}

/** Runs a guard on recorded texts, and compares with what it did when the calls came, if it ran then. */
export class GuardRunTrial implements Trial {
  readonly total: number;
  readonly rules = [];
  readonly #guard: CompiledGuard;
  readonly #exchanges: Pick<ExchangeReader, 'page' | 'total'>;

  constructor(guard: CompiledGuard, exchanges: Pick<ExchangeReader, 'page' | 'total'>) {
    this.#guard = guard;
    this.#exchanges = exchanges;
    this.total = exchanges.total;
  }

  page(): (Finding | null)[] {
    return this.#exchanges.page().map((exchange) => this.#find(exchange));
  }

  /** Null: the exchange was refused before guards are asked, or got an earlier answer again. */
  #find(exchange: RecordedExchange): Finding | null {
    if (exchange.verdict === null && exchange.provider === '') return null;
    const runs = exchange.runsOf(this.#guard.settings.guard).map(({ outcome }) => outcome);
    const input = messagesOf(exchange);
    const judged = this.#judgeBoth(exchange, input ?? []);
    const was = strongest(runs);
    const after = strongest(judged.map(({ outcome }) => outcome));
    const changes = changesOf({ outcome: was, ...refusalOf(exchange, was) }, after);
    const { traceId, spanId, org, workspace, user, provider, model } = exchange;
    return {
      traceId,
      spanId,
      time: new Date(exchange.startMs).toISOString(),
      org,
      workspace,
      user,
      provider,
      model,
      changes,
      before: { outcome: weightOf(was), text: runs.length === 0 ? DID_NOT_RUN : textOf(was) },
      after: { outcome: weightOf(after), text: textOf(after) },
      causes: judged
        .filter(({ verdict }) => verdict.isHit)
        .map(({ direction, verdict }) => ({
          setId: '',
          ruleId: this.#guard.settings.guard,
          why: `${direction}: ${verdict.reason}`,
        })),
      isRebuilt: false,
      isWithoutTexts: input === null,
      failed: [],
      ...outlayOf(exchange, changes, judged),
    };
  }

  /** What is refused is not answered. */
  #judgeBoth(exchange: RecordedExchange, input: readonly PolicyMessage[]): Judged[] {
    const { directions } = this.#guard.settings;
    const ofCall = directions.input ? [this.#judge('input', textsOf(input))] : [];
    const answer = directions.output ? messagesOf(exchange, ANSWER_KEY) : null;
    if (answer === null || ofCall[0]?.outcome === 'block') return ofCall;
    const texts = answer.map(({ text }): GuardText => ({ text, role: 'assistant', place: 'answer' }));
    return [...ofCall, this.#judge('output', texts)];
  }

  #judge(direction: GuardDirection, texts: readonly GuardText[]): Judged {
    const { checkAnswer, settings } = this.#guard;
    const verdict =
      direction === 'output' && checkAnswer !== null
        ? checkAnswer(texts.map(({ text }) => text).join('\n'), NO_DEADLINE)
        : this.#guard.checkCall(callWith(texts), NO_DEADLINE);
    if (verdict instanceof Promise) throw new Error(`The guard ${settings.guard} cannot be run again.`);
    return { direction, verdict, outcome: verdict.isHit ? settings.action : 'pass' };
  }
}

function strongest(outcomes: readonly GuardOutcome[]): GuardOutcome {
  return STRENGTH[Math.max(0, ...outcomes.map((outcome) => STRENGTH.indexOf(outcome)))] ?? 'pass';
}

/** Who else refused the call: what this guard refused is no obstacle to letting it pass now. */
function refusalOf({ verdict }: RecordedExchange, was: GuardOutcome) {
  const isByThis = was === 'block' || was === 'failed_closed';
  return { blockedBy: isByThis ? null : (verdict?.blockedBy ?? null), isBlockedByOthers: false };
}

/** A call that is refused costs nothing; an answer that is refused was paid for. */
function outlayOf(exchange: RecordedExchange, changes: Finding['changes'], judged: readonly Judged[]) {
  const was = recordedOutlay(exchange);
  const isRefused = changes.includes('blocked');
  const isUnblocked = changes.includes('unblocked');
  const isUnasked = judged.some(({ outcome, direction }) => outcome === 'block' && direction === 'input');
  return {
    costBefore: was.nanos,
    costAfter: isUnblocked ? null : isRefused && isUnasked ? 0n : was.nanos,
    latencyBeforeMs: was.ms,
    latencyAfterMs: isRefused || isUnblocked ? null : was.ms,
    isAnswered: exchange.status === 'ok' && !isRefused,
  };
}

const ROLES: readonly GuardText['role'][] = ['system', 'user', 'assistant', 'tool'];

function textsOf(messages: readonly PolicyMessage[]): GuardText[] {
  return messages.map(({ role, text }, index) => ({
    text,
    role: ROLES.find((known) => known === role) ?? 'user',
    place: `message ${index + 1}`,
  }));
}

/** Guards that read texts ask for nothing else. */
function callWith(texts: readonly GuardText[]): Parameters<CompiledGuard['checkCall']>[0] {
  return {
    scope: { org: null, workspace: null, user: null },
    model: '',
    texts,
    messages: texts.length,
    tools: 0,
    attachments: 0,
    tokens: () => Promise.resolve(0),
    costNanos: () => 0n,
    signal: NO_DEADLINE.signal,
  };
}
