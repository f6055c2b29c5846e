import type {
  PolicyEffects,
  PolicyOutcome,
  PolicySetResult,
  PolicySubject,
  RuleResult,
} from '../../shared/policy/index.ts';
import { EffectsInProgress, outcomeOf } from './combine-effects.ts';
import type { CompiledRule, CompiledSet } from './compiled-set.ts';
import { whyMatched, whyNot } from './why.ts';

/** What asking a rule came to: the number of the part that was false, or that none was. */
interface Asked {
  readonly falsePart: number | null;
  readonly error: string | null;
  readonly micros: number;
}

interface AskedSet {
  readonly set: CompiledSet;
  readonly outcome: PolicySetResult['outcome'];
  readonly micros: number;
  /** By the number of the rule; those that are missing were ruled out by the index. */
  readonly asked: ReadonlyMap<number, Asked>;
  /** How many rules, from the first, were asked or ruled out before the set ended. */
  readonly reached: number;
}

/** Asks the sets, in their order, as combine-effects.ts says. `listed`: of how many rules of a set that did not match it tells. */
export function decide(
  sets: readonly CompiledSet[],
  subject: PolicySubject,
  traceId: string,
  listed: number,
): PolicyOutcome {
  const effects = new EffectsInProgress(traceId);
  const hasShadow = sets.some(({ source }) => source.content.mode === 'shadow');
  const shadow = hasShadow ? new EffectsInProgress(traceId) : null;
  const asked: AskedSet[] = [];
  for (const set of sets) {
    const enforces = set.source.content.mode === 'enforce';
    if (effects.isFinal) break;
    if (!enforces && shadow?.isFinal === true) continue;
    const towards = [enforces ? effects : null, shadow].filter((each) => each !== null);
    asked.push(askSet(set, subject, traceId, towards));
  }
  return new Outcome(effects.finish(), shadow?.finish() ?? null, asked, subject, listed);
}

function askSet(
  set: CompiledSet,
  subject: PolicySubject,
  traceId: string,
  towards: readonly EffectsInProgress[],
): AskedSet {
  const { setId, content } = set.source;
  const own = new EffectsInProgress(traceId);
  const open = [own, ...towards].filter(({ isFinal }) => !isFinal);
  const asked = new Map<number, Asked>();
  const startedMs = performance.now();
  let lastMs = startedMs;
  let reached = set.rules.length;
  for (const number of set.candidates(subject)) {
    const compiled = set.rules[number];
    if (compiled === undefined) continue;
    const { falsePart, error } = ask(compiled, subject);
    const nowMs = performance.now();
    asked.set(number, { falsePart, error, micros: microsOf(nowMs - lastMs) });
    lastMs = nowMs;
    if (falsePart !== null) continue;
    const by = { setId, ruleId: compiled.rule.id };
    for (const each of open) {
      if (error === null) each.add(compiled.rule.actions, by);
      else if (content.failureMode === 'closed') each.fail(by);
    }
    if (own.isFinal) {
      reached = number + 1;
      break;
    }
  }
  return { set, outcome: outcomeOf(own.finish()), micros: microsOf(lastMs - startedMs), asked, reached };
}

/** To a tenth: further digits are noise that each record of a call would keep. */
function microsOf(ms: number): number {
  return Math.round(ms * 10_000) / 10;
}

/** As CEL has it for `&&`: a part that is false decides, also beside one that has no value. */
function ask({ condition, broken }: CompiledRule, subject: PolicySubject): Omit<Asked, 'micros'> {
  let error = broken;
  for (let part = 0; part < condition.length; part++) {
    try {
      if (condition[part]?.test(subject) === false) return { falsePart: part, error: null };
    } catch (thrown) {
      error ??= thrown instanceof Error ? thrown.message : String(thrown);
    }
  }
  return { falsePart: null, error };
}

/** What the sets decided. Why, rule by rule, is put into words when somebody wants to know. */
class Outcome implements PolicyOutcome {
  readonly effects: PolicyEffects;
  readonly shadow: PolicyEffects | null;
  readonly #asked: readonly AskedSet[];
  readonly #subject: PolicySubject;
  readonly #listed: number;
  #sets: readonly PolicySetResult[] | undefined;

  constructor(
    effects: PolicyEffects,
    shadow: PolicyEffects | null,
    asked: readonly AskedSet[],
    subject: PolicySubject,
    listed: number,
  ) {
    this.effects = effects;
    this.shadow = shadow;
    this.#asked = asked;
    this.#subject = subject;
    this.#listed = listed;
  }

  get sets(): readonly PolicySetResult[] {
    return (this.#sets ??= this.#asked.map((each) => describe(each, this.#subject, this.#listed)));
  }
}

function describe(
  { set, outcome, micros, asked, reached }: AskedSet,
  subject: PolicySubject,
  listed: number,
) {
  const { setId, version, content } = set.source;
  const rules: RuleResult[] = [];
  let left = listed;
  for (const [number, rule] of set.rules.slice(0, reached).entries()) {
    const result = asked.get(number) ?? {
      falsePart: rule.requirement?.part ?? null,
      error: null,
      micros: 0,
    };
    if (result.falsePart !== null && left-- <= 0) continue;
    rules.push(describeRule(rule, result, subject));
  }
  return { setId, name: content.name, version, mode: content.mode, outcome, rules, micros };
}

function describeRule(
  { rule, condition }: CompiledRule,
  { falsePart, error, micros }: Asked,
  subject: PolicySubject,
): RuleResult {
  const part = falsePart === null ? undefined : condition[falsePart];
  const matched = part === undefined && error === null;
  const why =
    error !== null
      ? `it could not be evaluated: ${error}`
      : part === undefined
        ? whyMatched(condition, subject)
        : whyNot(part, subject);
  return { ruleId: rule.id, matched, why, micros, error };
}
