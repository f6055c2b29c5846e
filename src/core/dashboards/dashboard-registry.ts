import { randomUUID } from 'node:crypto';
import { SignalboxError } from '../../shared/errors.ts';
import {
  DashboardUnreadable,
  migrateDashboard,
  type Dashboard,
  type DashboardModel,
  type DashboardSummary,
  type DashboardVersion,
  type SaveDashboard,
} from '../../shared/dashboard/index.ts';
import type { Log } from '../log.ts';
import type { ControlStore, DashboardRow, JsonValue } from '../store/control/index.ts';

const MAX_DASHBOARDS = 1_000;

type Store = Pick<
  ControlStore,
  'dashboards' | 'dashboardVersions' | 'addDashboard' | 'saveDashboard' | 'removeDashboard'
>;

interface Parts {
  readonly store: Store;
  readonly log: Log;
  /** Reads those that come with Signalbox, which are duplicated, never changed; called once, when first asked for. */
  readonly readShipped: () => readonly Dashboard[];
}

/** The dashboards: the shipped ones, and those people make, which are kept in control.db with all their versions. */
export class DashboardRegistry {
  readonly #parts: Parts;
  #own: readonly Dashboard[];
  #read: readonly Dashboard[] | undefined;

  private constructor(parts: Parts, own: readonly Dashboard[]) {
    this.#parts = parts;
    this.#own = own;
  }

  static async open(parts: Parts): Promise<DashboardRegistry> {
    return new DashboardRegistry(parts, readable(await parts.store.dashboards(), parts.log));
  }

  /** The shipped ones first, then the oldest first. */
  list(): DashboardSummary[] {
    return [...this.#shipped, ...this.#own].map(summaryOf);
  }

  /** @throws SignalboxError DASHBOARD_NOT_FOUND */
  get(id: string): Dashboard {
    const found = this.#shippedAs(id) ?? this.#own.find((each) => each.id === id);
    if (found === undefined) throw new SignalboxError('DASHBOARD_NOT_FOUND', { id });
    return found;
  }

  /** @throws SignalboxError DASHBOARDS_FULL */
  async create(model: DashboardModel, message: string, actor: string): Promise<Dashboard> {
    if (this.#own.length >= MAX_DASHBOARDS)
      throw new SignalboxError('DASHBOARDS_FULL', { max: MAX_DASHBOARDS });
    const id = randomUUID();
    const change = { actor, detail: { title: model.title } };
    await this.#parts.store.addDashboard(id, jsonOf(model), message, change);
    return this.#changed(id);
  }

  /** @throws SignalboxError DASHBOARD_NOT_FOUND, DASHBOARD_SHIPPED, DASHBOARD_CHANGED */
  async save(id: string, { model, baseVersion, message }: SaveDashboard, actor: string): Promise<Dashboard> {
    this.#refuseShipped(id);
    const change = { actor, detail: { title: model.title, version: baseVersion + 1, message } };
    await this.#parts.store.saveDashboard(id, baseVersion, jsonOf(model), message, change);
    return this.#changed(id);
  }

  /** Newest first; a shipped one has one. @throws SignalboxError DASHBOARD_NOT_FOUND */
  async versions(id: string): Promise<DashboardVersion[]> {
    const shipped = this.#shippedAs(id);
    if (shipped !== undefined) {
      const { version, updatedAt: savedAt, updatedBy: savedBy, model } = shipped;
      return [{ version, savedAt, savedBy, message: '', panels: panelsOf(model) }];
    }
    const rows = await this.#parts.store.dashboardVersions(id);
    return rows.map(({ model, ...row }) => ({ ...row, panels: panelsOf(read(model)) }));
  }

  /** @throws SignalboxError DASHBOARD_NOT_FOUND, DASHBOARD_VERSION_NOT_FOUND */
  async version(id: string, version: number): Promise<DashboardModel> {
    const latest = this.get(id);
    if (latest.version === version) return latest.model;
    const rows = latest.shipped ? [] : await this.#parts.store.dashboardVersions(id);
    const found = rows.find((row) => row.version === version);
    if (found === undefined) throw new SignalboxError('DASHBOARD_VERSION_NOT_FOUND', { id, version });
    return read(found.model);
  }

  /** Saves an older version again, as the newest. @throws SignalboxError as `save`, DASHBOARD_VERSION_NOT_FOUND */
  async restore(id: string, version: number, baseVersion: number, actor: string): Promise<Dashboard> {
    this.#refuseShipped(id);
    const model = await this.version(id, version);
    return this.save(id, { model, baseVersion, message: `Version ${version} restored` }, actor);
  }

  /** @throws SignalboxError DASHBOARD_NOT_FOUND, DASHBOARDS_FULL */
  async duplicate(id: string, actor: string): Promise<Dashboard> {
    const { model } = this.get(id);
    const title = `${model.title.slice(0, 190)} (copy)`;
    return this.create({ ...model, title }, `Copied from '${model.title}'`, actor);
  }

  /** @throws SignalboxError DASHBOARD_NOT_FOUND, DASHBOARD_SHIPPED */
  async remove(id: string, actor: string): Promise<void> {
    this.#refuseShipped(id);
    const { title } = this.get(id).model;
    await this.#parts.store.removeDashboard(id, { actor, detail: { title } });
    await this.#reload();
  }

  get #shipped(): readonly Dashboard[] {
    return (this.#read ??= this.#parts.readShipped());
  }

  #shippedAs(id: string): Dashboard | undefined {
    return this.#shipped.find((each) => each.id === id);
  }

  #refuseShipped(id: string): void {
    const shipped = this.#shippedAs(id);
    if (shipped !== undefined) throw new SignalboxError('DASHBOARD_SHIPPED', { title: shipped.model.title });
  }

  async #changed(id: string): Promise<Dashboard> {
    await this.#reload();
    return this.get(id);
  }

  async #reload(): Promise<void> {
    this.#own = readable(await this.#parts.store.dashboards(), this.#parts.log);
  }
}

function readable(rows: readonly DashboardRow[], log: Log): Dashboard[] {
  return rows.flatMap(({ id, model, version, createdAt, savedAt, savedBy }) => {
    try {
      const known = migrateDashboard(model);
      return [
        { id, model: known, version, shipped: false, createdAt, updatedAt: savedAt, updatedBy: savedBy },
      ];
    } catch (cause) {
      if (!(cause instanceof DashboardUnreadable)) throw cause;
      log.error('A dashboard cannot be read; it is kept and not shown.', { id, cause });
      return [];
    }
  });
}

/** @throws SignalboxError DASHBOARD_INVALID */
function read(model: JsonValue): DashboardModel {
  try {
    return migrateDashboard(model);
  } catch (cause) {
    if (!(cause instanceof DashboardUnreadable)) throw cause;
    throw new SignalboxError('DASHBOARD_INVALID', { reason: cause.message }, { cause });
  }
}

/** A model is JSON; the type of its optional parts does not say so. */
function jsonOf(model: DashboardModel): JsonValue {
  return JSON.parse(JSON.stringify(model)) as JsonValue;
}

function summaryOf({ id, model, version, shipped, updatedAt, updatedBy }: Dashboard): DashboardSummary {
  const { title, description, tags, rangeMs } = model;
  const panels = panelsOf(model);
  return { id, title, description, tags, panels, rangeMs, version, shipped, updatedAt, updatedBy };
}

function panelsOf({ panels }: DashboardModel): number {
  return panels.filter(({ type }) => type !== 'row').length;
}
