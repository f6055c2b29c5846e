import { randomUUID } from 'node:crypto';
import { SignalboxError } from '../../shared/errors.ts';
import type {
  EvaluatePolicies,
  PolicyContent,
  PolicyEvaluation,
  PolicyInput,
  PolicyMessage,
  PolicyOutcome,
  PolicyScope,
  PolicySet,
  PolicyVersion,
  SavePolicy,
} from '../../shared/policy/index.ts';
import type { ControlStore } from '../store/control/index.ts';
import { checkContent } from './check-content.ts';
import { compilePolicies, type PolicyEngine } from './compile-policies.ts';
import type { PolicySource } from './compiled-set.ts';
import { evaluatePolicies, type EvaluationSources } from './evaluate-policies.ts';
import { readPolicyYaml, writePolicyYaml } from './policy-yaml.ts';

type Store = Pick<
  ControlStore,
  'policies' | 'policyVersions' | 'addPolicy' | 'savePolicy' | 'publishPolicy' | 'removePolicy'
>;

interface Parts {
  readonly store: Store;
  /** Recorded exchanges, for evaluation. */
  readonly queries: EvaluationSources['queries'];
}

/**
 * The policy sets: those in force compiled in memory for calls, all their versions in control.db. A change is written first
 * and holds from the next call on, whole.
 */
export class PolicyRegistry implements PolicyEngine {
  readonly #store: Store;
  readonly #queries: EvaluationSources['queries'];
  #sets: readonly PolicySet[];
  #engine: PolicyEngine;

  private constructor({ store, queries }: Parts, sets: readonly PolicySet[]) {
    this.#store = store;
    this.#queries = queries;
    this.#sets = sets;
    this.#engine = compilePolicies(sourcesOf(sets));
  }

  static async open(parts: Parts): Promise<PolicyRegistry> {
    return new PolicyRegistry(parts, await parts.store.policies());
  }

  appliesTo(scope: PolicyScope): boolean {
    return this.#engine.appliesTo(scope);
  }

  get readsMessages(): boolean {
    return this.#engine.readsMessages;
  }

  get readsSimilarity(): boolean {
    return this.#engine.readsSimilarity;
  }

  decide(
    scope: PolicyScope,
    input: PolicyInput,
    messages: () => readonly PolicyMessage[],
    traceId: string,
  ): PolicyOutcome | null {
    return this.#engine.decide(scope, input, messages, traceId);
  }

  /** The oldest first. */
  list(): readonly PolicySet[] {
    return this.#sets;
  }

  /** What is in force, to be compiled elsewhere. */
  published(): PolicySource[] {
    return sourcesOf(this.#sets);
  }

  /** @throws SignalboxError POLICY_NOT_FOUND */
  get(id: string): PolicySet {
    const set = this.#sets.find((each) => each.id === id);
    if (set === undefined) throw new SignalboxError('POLICY_NOT_FOUND', { id });
    return set;
  }

  /** Newest first. @throws SignalboxError POLICY_NOT_FOUND */
  versions(id: string): Promise<PolicyVersion[]> {
    return this.#store.policyVersions(id);
  }

  /** Makes a set, which is not published. @throws SignalboxError POLICY_INVALID, EXPRESSION_INVALID */
  async create(content: PolicyContent, actor: string): Promise<PolicySet> {
    checkContent(content);
    const id = randomUUID();
    await this.#store.addPolicy(id, content, { actor });
    return this.#changed(id);
  }

  /**
   * Saves a version; what is in force stays in force.
   * @throws SignalboxError POLICY_NOT_FOUND, POLICY_CHANGED, POLICY_INVALID, EXPRESSION_INVALID
   */
  async save(id: string, { content, baseVersion }: SavePolicy, actor: string): Promise<PolicySet> {
    checkContent(content);
    await this.#store.savePolicy(id, baseVersion, content, { actor });
    return this.#changed(id);
  }

  /**
   * Puts a version in force, a newer or an older one.
   * @throws SignalboxError POLICY_NOT_FOUND, POLICY_VERSION_NOT_FOUND
   */
  async publish(id: string, version: number, actor: string): Promise<PolicySet> {
    await this.#store.publishPolicy(id, version, { actor });
    return this.#changed(id);
  }

  /** Takes the set out of force. @throws SignalboxError POLICY_NOT_FOUND */
  async unpublish(id: string, actor: string): Promise<PolicySet> {
    await this.#store.publishPolicy(id, null, { actor });
    return this.#changed(id);
  }

  /** Removes the set with all its versions. @throws SignalboxError POLICY_NOT_FOUND */
  async remove(id: string, actor: string): Promise<void> {
    await this.#store.removePolicy(id, { actor });
    await this.#reload();
  }

  /** Makes a set of a YAML file. @throws SignalboxError POLICY_INVALID, EXPRESSION_INVALID */
  async importYaml(yaml: string, actor: string): Promise<PolicySet> {
    return this.create(readPolicyYaml(yaml), actor);
  }

  /** A version as a YAML file; without `version`, the latest. @throws SignalboxError POLICY_NOT_FOUND, POLICY_VERSION_NOT_FOUND */
  async exportYaml(id: string, version?: number): Promise<string> {
    const { latest } = this.get(id);
    if (version === undefined || version === latest.version) return writePolicyYaml(latest.content);
    const found = (await this.versions(id)).find((each) => each.version === version);
    if (found === undefined) throw new SignalboxError('POLICY_VERSION_NOT_FOUND', { id, version });
    return writePolicyYaml(found.content);
  }

  /**
   * Says what drafts, or the published sets, would decide about exchanges, rule by rule.
   * @throws SignalboxError POLICY_INVALID, EXPRESSION_INVALID, TRACE_NOT_FOUND, SPAN_NOT_FOUND
   */
  evaluate(request: EvaluatePolicies): Promise<PolicyEvaluation[]> {
    return evaluatePolicies(request, { published: () => this.published(), queries: this.#queries });
  }

  async #changed(id: string): Promise<PolicySet> {
    await this.#reload();
    return this.get(id);
  }

  async #reload(): Promise<void> {
    const before = inForce(this.#sets);
    this.#sets = await this.#store.policies();
    // A version never changes, so a draft that is saved leaves what is compiled as it is.
    if (inForce(this.#sets) !== before) this.#engine = compilePolicies(this.published());
  }
}

function inForce(sets: readonly PolicySet[]): string {
  return sets.map(({ id, published }) => `${id} ${published?.version ?? 0}`).join('\n');
}

function sourcesOf(sets: readonly PolicySet[]): PolicySource[] {
  return sets.flatMap(({ id, published, createdAt }) =>
    published === null
      ? []
      : [{ setId: id, version: published.version, content: published.content, createdAt }],
  );
}
