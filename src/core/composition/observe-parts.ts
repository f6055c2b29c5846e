import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { BudgetState } from '../../shared/limits.ts';
import { isHeldBack } from '../../shared/route.ts';
import type { ConsoleDoor } from '../http/console/console-door.ts';
import type { GatewayDoor } from '../http/gateway/index.ts';
import type { Limits } from '../limits/index.ts';
import type { Instruments, SetObserved } from '../metrics/instruments/index.ts';
import type { Metrics } from '../metrics/metrics.ts';
import type { Resilience } from '../resilience/index.ts';
import type { Telemetry } from '../telemetry/telemetry.ts';

export interface ObservedParts {
  readonly dataDir: string;
  readonly telemetry: Pick<Telemetry, 'stats' | 'meters'>;
  readonly metrics: Pick<Metrics, 'figures'>;
  readonly limits: Pick<Limits, 'overview'>;
  readonly resilience: Pick<Resilience, 'health'>;
  readonly gateway: Pick<GatewayDoor, 'activeRequests'>;
  readonly consoleDoor: Pick<ConsoleDoor, 'activeSockets'>;
}

const DATABASES = ['telemetry', 'search', 'control', 'metrics'] as const;

/** Has the metrics of the engine read from its parts whenever they are collected. */
export function observeParts(instruments: Instruments, parts: ObservedParts): void {
  instruments.addSource(() => parts.telemetry.meters());
  instruments.onCollect((set) => {
    set('activeRequests', [], parts.gateway.activeRequests);
    set('sockets', [], parts.consoleDoor.activeSockets);
    observeIngest(set, parts.telemetry);
    observeLimits(set, parts.limits);
    for (const health of parts.resilience.health()) {
      const { target } = health;
      const slash = target.indexOf('/');
      const value = isHeldBack(health, Date.now()) ? 1 : 0;
      set('breakerOpen', [target.slice(0, slash), target.slice(slash + 1)], value);
    }
  });
  instruments.onCollect((set) => observeDatabases(set, parts.dataDir));
  instruments.onCollect((set) => observeSeries(set, parts.metrics));
}

async function observeSeries(set: SetObserved, metrics: Pick<Metrics, 'figures'>): Promise<void> {
  const figures = await metrics.figures();
  set('series', [], figures.series);
  set('seriesLimit', [], figures.seriesLimit);
  set('samples', [], figures.samplesAccepted);
  set('seriesRefused', [], figures.seriesRefused);
}

function observeIngest(set: SetObserved, telemetry: Pick<Telemetry, 'stats'>): void {
  const stats = telemetry.stats();
  set('queueBytes', [], stats.queuedBytes);
  set('queueCapacity', [], stats.capacityBytes);
  set('ingestedSpans', [], stats.acknowledgedSpans);
  set('ingestedLogs', [], stats.acknowledgedLogs);
  set('rejectedRequests', [], stats.rejectedRequests);
  set('droppedExchanges', [], stats.droppedExchanges);
}

function observeLimits(set: SetObserved, limits: Pick<Limits, 'overview'>): void {
  const overview = limits.overview();
  const waiting = overview.limits.reduce((sum, { queue }) => sum + (queue?.waiting ?? 0), 0);
  set('limitQueueDepth', [], waiting);
  for (const state of overview.budgets) set('budgetUsed', [budgetName(state)], usedRatio(state));
}

/** As it is told apart in the console: what it counts, and the period. */
function budgetName({ budget: { scope, subject, period } }: BudgetState): string {
  return [scope, ...(subject === null ? [] : [subject]), period].join(' ');
}

/** Of the subject that used most. */
function usedRatio({ budget, use }: BudgetState): number {
  const used = use.map(({ spentNanos, reservedNanos }) => Number(BigInt(spentNanos) + BigInt(reservedNanos)));
  return Math.max(0, ...used) / Math.max(1, Number(budget.amountNanos));
}

async function observeDatabases(set: SetObserved, dataDir: string): Promise<void> {
  for (const database of DATABASES) {
    const path = join(dataDir, `${database}.db`);
    const bytes = (await sizeOf(path)) + (await sizeOf(`${path}-wal`));
    if (bytes > 0) set('databaseSize', [database], bytes);
  }
}

/** 0 where there is none (yet). */
async function sizeOf(path: string): Promise<number> {
  const found = await stat(path).catch(() => null);
  return found?.size ?? 0;
}
