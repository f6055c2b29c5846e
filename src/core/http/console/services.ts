import type { DeploymentInfo, WorkloadState } from '../../../shared/deployment.ts';
import type { Access, ApiKey, CreatedApiKey, NewApiKey } from '../../../shared/api-key.ts';
import type { Flag, FlagChange, FlagList, SetFlag } from '../../../shared/flag.ts';
import type { PriceInfo } from '../../../shared/prices.ts';
import type { NewProvider, Provider, Simulation } from '../../../shared/provider.ts';
import type { NewRoute, Route, TargetHealth } from '../../../shared/route.ts';
import type { LikeAnswer, LikeQuestion } from '../../../shared/similarity.ts';
import type { NewView, SavedView } from '../../../shared/saved-view.ts';
import type { ExportFileFormat, TraceExport, TraceSelection } from '../../../shared/trace-export.ts';
import type { Alerts } from '../../alerts/index.ts';
import type { Annotations, DashboardRegistry } from '../../dashboards/index.ts';
import type { MonitoringStatus, QueueStatistics } from '../../../shared/health/index.ts';
import type { GuardRegistry } from '../../guardrails/index.ts';
import type { Health } from '../../health/index.ts';
import type { Backtests } from '../../policy/backtest/index.ts';
import type { Limits } from '../../limits/index.ts';
import type { Metrics } from '../../metrics/index.ts';
import type { MetricSources } from '../../metrics/remote/index.ts';
import type { LoadTests } from '../../load/index.ts';
import type { PolicyRegistry } from '../../policy/index.ts';
import type { Similarity } from '../../similarity/index.ts';
import type { Telemetry } from '../../telemetry/telemetry.ts';
import type { AccessGate } from '../../tenants/index.ts';

/** What the console and REST doors serve; engine.ts fills it in. */
export interface ConsoleServices {
  readonly telemetry: Pick<Telemetry, 'queries' | 'onCommit'>;
  readonly exports: ExportAdministration;
  readonly backtests: BacktestAdministration;
  readonly prices: PriceAdministration;
  readonly providers: ProviderAdministration;
  readonly keys: KeyAdministration;
  readonly access: AccessAdministration;
  readonly flags: FlagAdministration;
  readonly guards: GuardAdministration;
  readonly limits: LimitAdministration;
  readonly loadTests: LoadAdministration;
  readonly metrics: MetricAdministration;
  readonly routes: RouteAdministration;
  readonly views: ViewAdministration;
  readonly policies: PolicyAdministration;
  readonly dashboards: DashboardAdministration;
  readonly annotations: Pick<Annotations, 'between' | 'add'>;
  readonly alerts: AlertAdministration;
  readonly health: HealthAdministration;
  readonly similarity: SimilarityAdministration;
  readonly simulation: SimulationAdministration;
  readonly workload: WorkloadAdministration;
  deployment(): Promise<DeploymentInfo>;
}

/** Backtests of policies and guards on recorded exchanges. */
export type BacktestAdministration = Pick<
  Backtests,
  'start' | 'get' | 'list' | 'cancel' | 'exchanges' | 'onChange'
>;

/** Alert rules, silences, SLOs, and who is told. */
export type AlertAdministration = Pick<
  Alerts,
  | 'rules'
  | 'silences'
  | 'slos'
  | 'notifier'
  | 'states'
  | 'active'
  | 'history'
  | 'preview'
  | 'sloStates'
  | 'runbook'
  | 'onChange'
>;

/** Files of many traces. */
export interface ExportAdministration {
  create(request: { format: ExportFileFormat; selection: TraceSelection }): ExportDownload;
  byTicket(ticket: string): ExportDownload;
  cancel(id: string): void;
  list(): TraceExport[];
  onChange(listener: () => void): () => void;
}

/** One of them; see telemetry/export/export-job.ts. */
export interface ExportDownload {
  readonly id: string;
  readonly ticket: string;
  readonly fileName: string;
  readonly contentType: string;
  readonly stopped: AbortSignal;
  begin(): Promise<void>;
  chunks(): AsyncIterable<Uint8Array>;
  closed(isFinished: boolean): void;
}

export interface PriceAdministration {
  describe(): PriceInfo;
  import(text: string, actor: string): Promise<PriceInfo>;
  back(actor: string): Promise<PriceInfo>;
}

export interface ProviderAdministration {
  list(): Provider[];
  add(provider: NewProvider, actor: string): Promise<Provider>;
  remove(name: string, actor: string): Promise<void>;
}

export interface KeyAdministration {
  list(): ApiKey[];
  create(key: NewApiKey, actor: string): Promise<CreatedApiKey>;
  revoke(id: string, actor: string): Promise<void>;
}

export interface AccessAdministration extends Pick<AccessGate, 'admitKey'> {
  readonly access: Access;
  setOpen(open: boolean, actor: string): Promise<Access>;
}

export interface FlagAdministration {
  list(): FlagList;
  set(name: string, change: SetFlag, actor: string): Promise<Flag>;
  changes(limit: number): Promise<FlagChange[]>;
}

export type GuardAdministration = Pick<GuardRegistry, 'list' | 'get' | 'save' | 'tryText'>;

/** Limits and budgets. */
export type LimitAdministration = Pick<
  Limits,
  'overview' | 'addLimit' | 'changeLimit' | 'removeLimit' | 'addBudget' | 'changeBudget' | 'removeBudget'
>;

/** Load tests. */
export type LoadAdministration = Pick<
  LoadTests,
  'start' | 'stop' | 'list' | 'get' | 'live' | 'remove' | 'compare' | 'estimate' | 'recorded' | 'onChange'
>;

/** Series: whom to ask about them, and how large the local store is. */
export interface MetricAdministration extends Pick<Metrics, 'figures'> {
  readonly sources: Pick<
    MetricSources,
    'list' | 'add' | 'remove' | 'test' | 'queriesOf' | 'scrapeIntervalOf'
  >;
}

export interface RouteAdministration {
  list(): Route[];
  models(): { id: string; ownedBy: string }[];
  health(): TargetHealth[];
  save(route: NewRoute, actor: string): Promise<Route>;
  remove(model: string, actor: string): Promise<void>;
}

/** Saved views of the list of traces. */
export interface ViewAdministration {
  list(): Promise<SavedView[]>;
  add(view: NewView, actor: string): Promise<SavedView>;
  change(id: string, view: NewView, actor: string): Promise<SavedView>;
  remove(id: string, actor: string): Promise<void>;
}

/** Policy sets. */
export type PolicyAdministration = Pick<
  PolicyRegistry,
  | 'list'
  | 'get'
  | 'versions'
  | 'create'
  | 'save'
  | 'publish'
  | 'unpublish'
  | 'remove'
  | 'importYaml'
  | 'exportYaml'
  | 'evaluate'
>;

export type DashboardAdministration = Pick<
  DashboardRegistry,
  'list' | 'get' | 'versions' | 'version' | 'create' | 'save' | 'restore' | 'duplicate' | 'remove'
>;

/** The health of the engine, its history, and what waits in it. */
export interface HealthAdministration extends Pick<
  Health,
  'onChange' | 'check' | 'history' | 'record' | 'trends' | 'analytics' | 'clear'
> {
  status(): Promise<MonitoringStatus>;
  queues(): Promise<QueueStatistics>;
}

/** Prompt similarity. */
export interface SimilarityAdministration extends Pick<
  Similarity,
  'settings' | 'saveSettings' | 'figures' | 'entries' | 'addEntries' | 'removeEntry'
> {
  /** @throws SignalboxError SPAN_NOT_FOUND */
  like(question: LikeQuestion): Promise<LikeAnswer>;
}

export interface SimulationAdministration {
  get(): Simulation;
  set(simulation: Simulation, actor: string): Promise<void>;
}

export interface WorkloadAdministration {
  start(): void;
  cancel(): void;
  state(): WorkloadState;
  onChange(listener: (state: WorkloadState) => void): () => void;
}
