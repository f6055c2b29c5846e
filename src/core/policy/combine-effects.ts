import type {
  PolicyAction,
  PolicyActionType,
  PolicyEffects,
  PolicySetResult,
  RuleReference,
} from '../../shared/policy/index.ts';

/** Effects as they come together. */
interface Gathered {
  readonly traceId: string;
  end: Pick<PolicyEffects, 'block' | 'allowedBy'> | null;
  readonly flags: Set<string>;
  readonly warnings: Set<string>;
  redact: { readonly kinds: Set<string>; isAll: boolean } | null;
  readonly parameters: PolicyEffects['parameters'];
  capTokens: number | null;
  chooseModel: string | null;
  readonly forbidModels: Set<string>;
  readonly requireGuards: Set<PolicyEffects['requireGuards'][number]>;
  readonly limits: PolicyEffects['limits'];
  review: boolean;
  readonly tags: Map<string, string>;
  checkJson: PolicyEffects['checkJson'];
}

type Combine<Type extends PolicyActionType> = (
  gathered: Gathered,
  action: Extract<PolicyAction, { type: Type }>,
  by: RuleReference,
) => void;

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
const COMBINE: { readonly [Type in PolicyActionType]: Combine<Type> } = {
  allow: (gathered, _action, by) => {
    gathered.end ??= { block: null, allowedBy: by };
  },
  block: (gathered, { code, message }, by) => {
    gathered.end ??= { block: { code, message, by }, allowedBy: null };
  },
  flag: ({ flags }, { label }) => void flags.add(label),
  warn: ({ warnings }, { message }) => void warnings.add(message),
  redact: (gathered, { kinds }) => {
    gathered.redact ??= { kinds: new Set(), isAll: false };
    gathered.redact.isAll ||= kinds.length === 0;
    for (const kind of kinds) gathered.redact.kinds.add(kind);
  },
  set_parameter: ({ parameters }, { parameter, value }) => {
    // Null is a value: the first rule may have left the parameter out.
    if (!(parameter in parameters)) parameters[parameter] = value;
  },
  cap_tokens: (gathered, { tokens }) => {
    gathered.capTokens = Math.min(gathered.capTokens ?? tokens, tokens);
  },
  choose_model: (gathered, { model }) => {
    gathered.chooseModel ??= model;
  },
  forbid_models: ({ forbidModels }, { models }) => {
    for (const model of models) forbidModels.add(model);
  },
  require_guard: ({ requireGuards }, { guard }) => void requireGuards.add(guard),
  limit: ({ limits }, limit, by) => void limits.push({ by, limit }),
  review: (gathered, { percent }) => {
    gathered.review ||= isSampled(gathered.traceId, percent);
  },
  tag: ({ tags }, { key, value }) => {
    if (!tags.has(key)) tags.set(key, value);
  },
  check_json: (gathered, { schema, repair }) => {
    gathered.checkJson ??= { schema, repair };
  },
};

/** The effects of the rules that match, as they are asked one after the other. */
export class EffectsInProgress {
  readonly #gathered: Gathered;

  constructor(traceId: string) {
    this.#gathered = {
      traceId,
      end: null,
      flags: new Set(),
      warnings: new Set(),
      redact: null,
      parameters: {},
      capTokens: null,
      chooseModel: null,
      forbidModels: new Set(),
      requireGuards: new Set(),
      limits: [],
      review: false,
      tags: new Map(),
      checkJson: null,
    };
  }

  /** An allow or a block has ended the evaluation. */
  get isFinal(): boolean {
    return this.#gathered.end !== null;
  }

  /** All actions of a rule that matches. */
  add(actions: readonly PolicyAction[], by: RuleReference): void {
    for (const action of actions) {
      const combine = COMBINE[action.type] as Combine<PolicyActionType>;
      combine(this.#gathered, action, by);
    }
  }

  /** Refuses the call for a rule that could not be evaluated, in a set that fails closed. */
  fail(by: RuleReference): void {
    const message = 'A rule of the policy could not be evaluated.';
    this.#gathered.end ??= { block: { code: 'policy_failed', message, by }, allowedBy: null };
  }

  finish(): PolicyEffects {
    const { end, redact, ...gathered } = this.#gathered;
    return {
      block: end?.block ?? null,
      allowedBy: end?.allowedBy ?? null,
      flags: [...gathered.flags],
      warnings: [...gathered.warnings],
      redact: redact === null ? null : redact.isAll ? [] : [...redact.kinds],
      parameters: gathered.parameters,
      capTokens: gathered.capTokens,
      chooseModel: gathered.chooseModel,
      forbidModels: [...gathered.forbidModels],
      requireGuards: [...gathered.requireGuards],
      limits: gathered.limits,
      review: gathered.review,
      tags: Object.fromEntries(gathered.tags),
      checkJson: gathered.checkJson,
    };
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
