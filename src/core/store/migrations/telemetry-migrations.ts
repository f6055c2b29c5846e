import { createTraces } from './0001-traces.ts';
import { addPricedCalls } from './0002-priced-calls.ts';
import { createModelCostLogs } from './0003-model-cost-logs.ts';
import { createLogs } from './0004-logs.ts';
import { indexSessionActivity } from './0005-session-activity.ts';
import { createBodies } from './0006-bodies.ts';
import { createTraceRollups } from './0007-trace-rollups.ts';
import { numberSpans } from './0008-span-numbers.ts';
import { rollUpByHour } from './0009-hourly-rollups.ts';
import { createVerdicts } from './0010-verdicts.ts';
import { createSimilarityLogs } from './0011-similarity.ts';
import type { Migration } from './migration.ts';

/** The schema of telemetry.db, step by step. */
export const TELEMETRY_MIGRATIONS: readonly Migration[] = [
  createTraces,
  addPricedCalls,
  createModelCostLogs,
  createLogs,
  indexSessionActivity,
  createBodies,
  createTraceRollups,
  numberSpans,
  rollUpByHour,
  createVerdicts,
  createSimilarityLogs,
];
