import { SignalboxError } from '../../shared/errors.ts';
import {
  flagChangeSchema,
  flagNameSchema,
  type Flag,
  type FlagChange,
  type FlagList,
  type FlagName,
  type FlagOverride,
  type FlagScope,
  type SetFlag,
} from '../../shared/flag.ts';
import type { ControlStore, FeatureFlagRow } from '../store/control/index.ts';
import { compileFlag, resolveFlag, type CompiledFlag } from './compile-flag.ts';
import { FLAG_DEFINITIONS } from './flag-definitions.ts';

interface Parts {
  readonly store: Pick<ControlStore, 'featureFlags' | 'setFeatureFlag' | 'featureFlagChanges'>;
  /** Whose defaults apply. */
  readonly kind: FlagList['kind'];
}

interface Held {
  readonly flag: Flag;
  readonly compiled: CompiledFlag;
}

/** The feature flags: compiled in memory for calls, in control.db for good. A change holds from the next question on. */
export class FlagRegistry {
  readonly #parts: Parts;
  #held: ReadonlyMap<FlagName, Held>;

  private constructor(parts: Parts, rows: readonly FeatureFlagRow[]) {
    this.#parts = parts;
    this.#held = hold(rows, parts.kind);
  }

  static async open(parts: Parts): Promise<FlagRegistry> {
    return new FlagRegistry(parts, await parts.store.featureFlags());
  }

  /** Whether the feature is on for such a call. */
  isOn(name: FlagName, scope: FlagScope): boolean {
    const held = this.#held.get(name);
    return held !== undefined && resolveFlag(held.compiled, scope);
  }

  list(): FlagList {
    return { kind: this.#parts.kind, flags: [...this.#held.values()].map(({ flag }) => flag) };
  }

  /**
   * Sets or takes away one override.
   * @throws SignalboxError FLAG_NOT_FOUND, FLAG_WITHOUT_SUBJECT
   */
  async set(name: string, { value, scope }: SetFlag, actor: string): Promise<Flag> {
    const known = flagNameSchema.safeParse(name);
    if (!known.success) throw new SignalboxError('FLAG_NOT_FOUND', { name });
    const { waitsFor } = FLAG_DEFINITIONS[known.data];
    if (waitsFor !== null) throw new SignalboxError('FLAG_WITHOUT_SUBJECT', { name, waitsFor });
    const rows = await this.#parts.store.setFeatureFlag(known.data, scope, value, actor);
    this.#held = hold(rows, this.#parts.kind);
    return toFlag(known.data, rows, this.#parts.kind);
  }

  /** What was changed, by whom and when; newest first. */
  async changes(limit: number): Promise<FlagChange[]> {
    const changes = await this.#parts.store.featureFlagChanges(limit);
    return changes.map((change) => flagChangeSchema.parse(change));
  }
}

function hold(rows: readonly FeatureFlagRow[], kind: FlagList['kind']): ReadonlyMap<FlagName, Held> {
  return new Map(
    flagNameSchema.options.map((name) => {
      const flag = toFlag(name, rows, kind);
      return [name, { flag, compiled: compileFlag(flag.default, flag.overrides) }];
    }),
  );
}

function toFlag(name: FlagName, rows: readonly FeatureFlagRow[], kind: FlagList['kind']): Flag {
  const { purpose, waitsFor, inDeployment, inSandbox } = FLAG_DEFINITIONS[name];
  const standard = kind === 'sandbox' ? inSandbox : inDeployment;
  const overrides: FlagOverride[] = rows
    .filter(({ flag }) => flag === name)
    .map(({ scope, value, changedAt, changedBy }) => ({ scope, value, changedAt, changedBy }));
  const value = compileFlag(standard, overrides).otherwise;
  return { name, purpose, waitsFor, default: standard, value, overrides };
}
