import type {
  PolicyAction,
  PolicyEffects,
  PolicySetResult,
  RuleReference,
} from '../../shared/policy/index.ts';

/**
 * The rule by which the actions of all matching rules go together. Everybody who decides about a call uses it: the gateway,
 * a test, a backtest, a set in shadow. docs/reference/policies.md says it in the same order.
 *
 * Sets are asked by priority, and the rules of a set from first to last; actions count in that order.
 *
 * - allow, block: final. The first one ends the evaluation: no later rule, and no later set, is asked. The other actions of
 *   its rule, and those of the rules before, still count.
 * - flag, warn, limit, require_guard: all of them, each once.
 * - redact: the kinds of all of them; one without kinds means all kinds.
 * - set_parameter: the first one for a parameter wins. tag: the first one for a key wins.
 * - cap_tokens: the smallest wins.
 * - choose_model: the first one wins. forbid_models: all of them, also against a model that a rule chose.
 * - review: any, each with its own percentage of the traces.
 * - check_json: the first one wins.
 */
export class EffectsInProgress {
  #block: PolicyEffects['block'] = null;
  #allowedBy: RuleReference | null = null;
  readonly #flags = new Set<string>();
  readonly #warnings = new Set<string>();
  #redact: Set<string> | null = null;
  #redactsAll = false;
  readonly #parameters: PolicyEffects['parameters'] = {};
  #capTokens: number | null = null;
  #chooseModel: string | null = null;
  readonly #forbidModels = new Set<string>();
  readonly #requireGuards = new Set<PolicyEffects['requireGuards'][number]>();
  readonly #limits: PolicyEffects['limits'] = [];
  #review = false;
  readonly #tags = new Map<string, string>();
  #checkJson: PolicyEffects['checkJson'] = null;
  readonly #traceId: string;

  constructor(traceId: string) {
    this.#traceId = traceId;
  }

  /** An allow or a block has ended the evaluation. */
  get isFinal(): boolean {
    return this.#block !== null || this.#allowedBy !== null;
  }

  add(actions: readonly PolicyAction[], by: RuleReference): void {
    for (const action of actions) this.#add(action, by);
  }

  /** Refuses the call for a rule that could not be evaluated, in a set that fails closed. */
  fail(by: RuleReference): void {
    const message = 'A rule of the policy could not be evaluated.';
    if (!this.isFinal) this.#block = { code: 'policy_failed', message, by };
  }

  finish(): PolicyEffects {
    return {
      block: this.#block,
      allowedBy: this.#allowedBy,
      flags: [...this.#flags],
      warnings: [...this.#warnings],
      redact: this.#redact === null ? null : this.#redactsAll ? [] : [...this.#redact],
      parameters: this.#parameters,
      capTokens: this.#capTokens,
      chooseModel: this.#chooseModel,
      forbidModels: [...this.#forbidModels],
      requireGuards: [...this.#requireGuards],
      limits: this.#limits,
      review: this.#review,
      tags: Object.fromEntries(this.#tags),
      checkJson: this.#checkJson,
    };
  }

  #add(action: PolicyAction, by: RuleReference): void {
    switch (action.type) {
      case 'allow':
        if (!this.isFinal) this.#allowedBy = by;
        return;
      case 'block':
        if (!this.isFinal) this.#block = { code: action.code, message: action.message, by };
        return;
      case 'flag':
        this.#flags.add(action.label);
        return;
      case 'warn':
        this.#warnings.add(action.message);
        return;
      case 'redact':
        this.#redact ??= new Set();
        if (action.kinds.length === 0) this.#redactsAll = true;
        for (const kind of action.kinds) this.#redact.add(kind);
        return;
      case 'set_parameter':
        if (!(action.parameter in this.#parameters)) this.#parameters[action.parameter] = action.value;
        return;
      case 'cap_tokens':
        this.#capTokens = Math.min(this.#capTokens ?? action.tokens, action.tokens);
        return;
      default:
        this.#addToRest(action, by);
    }
  }

  #addToRest(
    action: Extract<
      PolicyAction,
      { type: 'choose_model' | 'forbid_models' | 'require_guard' | 'limit' | 'review' | 'tag' | 'check_json' }
    >,
    by: RuleReference,
  ): void {
    switch (action.type) {
      case 'choose_model':
        this.#chooseModel ??= action.model;
        return;
      case 'forbid_models':
        for (const model of action.models) this.#forbidModels.add(model);
        return;
      case 'require_guard':
        this.#requireGuards.add(action.guard);
        return;
      case 'limit':
        this.#limits.push({ by, limit: action });
        return;
      case 'review':
        if (isSampled(this.#traceId, action.percent)) this.#review = true;
        return;
      case 'tag':
        if (!this.#tags.has(action.key)) this.#tags.set(action.key, action.value);
        return;
      case 'check_json':
        this.#checkJson ??= { schema: action.schema, repair: action.repair };
    }
  }
}

/** Trace ids are random in their last 56 bits (W3C Trace Context, level 2): a share of them is a share of the calls. */
function isSampled(traceId: string, percent: number): boolean {
  if (percent >= 100) return true;
  return (Number.parseInt(traceId.slice(-8), 16) / 2 ** 32) * 100 < percent;
}

/** What a set did, by its own effects. */
export function outcomeOf(effects: PolicyEffects): PolicySetResult['outcome'] {
  if (effects.block !== null) return 'block';
  if (changesCall(effects)) return 'modify';
  if (
    effects.flags.length > 0 ||
    effects.warnings.length > 0 ||
    effects.review ||
    Object.keys(effects.tags).length > 0
  )
    return 'flag';
  return effects.allowedBy === null ? 'pass' : 'allow';
}

function changesCall(effects: PolicyEffects): boolean {
  return (
    effects.redact !== null ||
    effects.capTokens !== null ||
    effects.chooseModel !== null ||
    effects.checkJson !== null ||
    effects.forbidModels.length > 0 ||
    effects.requireGuards.length > 0 ||
    effects.limits.length > 0 ||
    Object.keys(effects.parameters).length > 0
  );
}
