import { SignalboxError } from '../../shared/errors.ts';
import {
  DEFAULT_GUARD_SETTINGS,
  guardSettingsSchema,
  type AllGuardSettings,
  type GuardName,
  type GuardSettings,
  type GuardState,
  type TriedGuards,
  type TryGuards,
} from '../../shared/guard/index.ts';
import type { Log } from '../log.ts';
import type { ControlStore, GuardRow } from '../store/control/index.ts';
import { compileGuard, type GuardServices } from './compile-guard.ts';
import type { Guardrails } from './guard.ts';
import { GUARD_ORDER } from './guard-order.ts';
import { createGuardrails } from './guardrails.ts';
import { settingsProblem } from './settings-problem.ts';
import { tryGuards } from './try-guards.ts';

interface Parts {
  readonly store: Pick<ControlStore, 'guards' | 'saveGuard'>;
  readonly log: Log;
  readonly services: GuardServices;
}

interface Held {
  readonly settings: AllGuardSettings;
  readonly rows: ReadonlyMap<string, GuardRow>;
  readonly guardrails: Guardrails;
}

/** The guards with their settings: kept in control.db, held compiled, in force with the next call after a change. */
export class GuardRegistry implements Guardrails {
  readonly #parts: Parts;
  #held: Held;

  private constructor(parts: Parts, rows: readonly GuardRow[]) {
    this.#parts = parts;
    this.#held = hold(rows, parts);
  }

  /** Ends when the guards can judge. */
  static async open(parts: Parts): Promise<GuardRegistry> {
    const registry = new GuardRegistry(parts, await parts.store.guards());
    await warmUp(registry.#held.settings.abuse, parts);
    return registry;
  }

  checkInput: Guardrails['checkInput'] = (call, only) => this.#held.guardrails.checkInput(call, only);
  watchAnswer: Guardrails['watchAnswer'] = (...asked) => this.#held.guardrails.watchAnswer(...asked);
  redaction: Guardrails['redaction'] = (kinds) => this.#held.guardrails.redaction(kinds);

  /** Where a provider answers, as the guard `region` is told; null: nobody said. */
  regionOf(provider: string): string | null {
    const { providerRegions } = this.#held.settings.region;
    return Object.hasOwn(providerRegions, provider) ? (providerRegions[provider] ?? null) : null;
  }

  list(): GuardState[] {
    return GUARD_ORDER.map((name) => this.get(name));
  }

  get(name: GuardName): GuardState {
    const row = this.#held.rows.get(name);
    return {
      guard: name,
      settings: this.#held.settings[name],
      changedAt: row?.changedAt ?? null,
      changedBy: row?.changedBy ?? null,
    };
  }

  /** @throws SignalboxError GUARD_SETTINGS_INVALID */
  async save(settings: GuardSettings, actor: string): Promise<GuardState> {
    const reason = settingsProblem(settings);
    if (reason !== null)
      throw new SignalboxError('GUARD_SETTINGS_INVALID', { guard: settings.guard, reason });
    // Compiled before it is stored: what cannot be used is never kept.
    compileGuard(settings, this.#parts.services);
    const row: GuardRow = {
      guard: settings.guard,
      settings,
      changedAt: new Date().toISOString(),
      changedBy: actor,
    };
    await this.#parts.store.saveGuard(row);
    await warmUp(settings, this.#parts);
    this.#held = hold(
      [...this.#held.rows.values()].filter(({ guard }) => guard !== row.guard).concat(row),
      this.#parts,
    );
    return this.get(settings.guard);
  }

  /** What the guards make of a text; nothing of it is kept. */
  tryText(input: TryGuards): Promise<TriedGuards> {
    return tryGuards(this.#held.settings, this.#held.guardrails, this.#parts.services, input);
  }
}

/** No call is to be late, or to pass unjudged, because the detector's model is still being read. */
async function warmUp(settings: GuardSettings, { services }: Parts): Promise<void> {
  if (settings.guard === 'abuse' && settings.enabled) await services.abuse?.warmUp();
}

function hold(rows: readonly GuardRow[], { log, services }: Parts): Held {
  const changed = new Map<string, GuardSettings>();
  for (const { guard, settings } of rows) {
    const known = guardSettingsSchema.safeParse(settings);
    if (known.success) changed.set(guard, known.data);
    else log.error('The settings of a guard are not understood; it is as it came.', { guard });
  }
  const settings = { ...DEFAULT_GUARD_SETTINGS, ...Object.fromEntries(changed) };
  return {
    settings,
    rows: new Map(rows.filter(({ guard }) => changed.has(guard)).map((row) => [row.guard, row])),
    guardrails: createGuardrails(settings, services),
  };
}
