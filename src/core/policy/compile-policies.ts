import {
  policySubject,
  type PolicyInput,
  type PolicyMessage,
  type PolicyOutcome,
  type PolicyScope,
} from '../../shared/policy/index.ts';
import { compileSet, type CompiledSet, type PolicySource } from './compiled-set.ts';
import { decide } from './decide.ts';

/** Of how many rules of a set that did not match an outcome tells; all that matched or failed are told of. */
const LISTED_RULES = 100;

/** Decides about calls. Synchronous; the same for the same sets, input, messages and trace id; never throws. */
export interface PolicyEngine {
  /** Whether any set is for such a caller: if not, there is no need to put an input together. */
  appliesTo(scope: PolicyScope): boolean;
  /** Any condition reads texts of the call. */
  readonly readsMessages: boolean;
  /** Any condition reads how alike the prompt is to others: then the call must wait for the comparison. */
  readonly readsSimilarity: boolean;
  /** Null: no set is for such a caller. `messages` is asked for only if a condition reads texts. */
  decide(
    scope: PolicyScope,
    input: PolicyInput,
    messages: () => readonly PolicyMessage[],
    traceId: string,
  ): PolicyOutcome | null;
}

export interface CompileOptions {
  /** False: every rule is asked for every call; for tests and benchmarks. */
  readonly isIndexed?: boolean;
  /** Of how many rules that did not match, per set, an outcome tells. */
  readonly listedRules?: number;
}

/** Compiles sets as they are asked: those that are not off, by priority, then the narrower scope, then the older. */
export function compilePolicies(
  sources: readonly PolicySource[],
  { isIndexed = true, listedRules = LISTED_RULES }: CompileOptions = {},
): PolicyEngine {
  const sets = sources
    .filter(({ content }) => content.mode !== 'off')
    .sort(byOrder)
    .map((source) => compileSet(source, isIndexed));
  return {
    appliesTo: (scope) => sets.some((set) => isFor(set, scope)),
    readsMessages: sets.some(({ readsMessages }) => readsMessages),
    readsSimilarity: sets.some(({ readsSimilarity }) => readsSimilarity),
    decide: (scope, input, messages, traceId) => {
      const asked = sets.filter((set) => isFor(set, scope));
      if (asked.length === 0) return null;
      return decide(asked, policySubject(input, messages), traceId, listedRules);
    },
  };
}

function isFor({ source: { content } }: CompiledSet, caller: PolicyScope): boolean {
  const { org, workspace, user } = content.scope;
  return (
    (org === null || org === caller.org) &&
    (workspace === null || workspace === caller.workspace) &&
    (user === null || user === caller.user)
  );
}

/** The order in which sets are asked. */
export function byOrder(a: PolicySource, b: PolicySource): number {
  return (
    b.content.priority - a.content.priority ||
    narrowness(b.content.scope) - narrowness(a.content.scope) ||
    compare(a.createdAt, b.createdAt) ||
    compare(a.setId, b.setId)
  );
}

/** A user is narrower than a workspace, and that narrower than an org. */
function narrowness({ org, workspace, user }: PolicyScope): number {
  return (user === null ? 0 : 4) + (workspace === null ? 0 : 2) + (org === null ? 0 : 1);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
