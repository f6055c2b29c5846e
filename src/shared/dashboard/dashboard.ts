import { z } from 'zod';
import { MAX_EXPRESSION_LENGTH } from '../metrics.ts';
import { panelSchema } from './panel.ts';

/** Of the JSON model. A released one is never changed: a change is a new number and a migration (migrate-dashboard.ts). */
export const DASHBOARD_SCHEMA_VERSION = 1;

/** Seconds between refreshes; null: only by hand. */
export const REFRESH_INTERVALS = [null, 5, 10, 15, 30, 60, 120, 300] as const;
export const DEFAULT_REFRESH_SECONDS = 30;

const variableName = z.string().regex(/^[a-zA-Z_]\w{0,59}$/);
const variableBase = {
  name: variableName,
  label: z.string().max(100).default(''),
  hidden: z.boolean().default(false),
  multi: z.boolean().default(false),
  includeAll: z.boolean().default(false),
  /** What "All" becomes in a query; null: all values as an alternative. */
  allValue: z.string().max(1_000).nullable().default(null),
  /** What is chosen when the dashboard opens; `$__all` is All. */
  current: z.array(z.string().max(500)).max(500).default([]),
};

export const variableSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('query'),
    ...variableBase,
    /** `label_values(metric, label)`, `label_names()`, `metrics(pattern)`, `query_result(expr)`. */
    query: z.string().max(MAX_EXPRESSION_LENGTH),
    /** Of what is found, what matches; its first group is the value. */
    pattern: z.string().max(500).default(''),
    sort: z
      .enum(['none', 'alphabetical', 'alphabetical-desc', 'numerical', 'numerical-desc'])
      .default('alphabetical'),
    source: z.string().max(100).default('local'),
  }),
  z.object({
    kind: z.literal('custom'),
    ...variableBase,
    options: z.array(z.object({ text: z.string().max(500), value: z.string().max(500) })).max(500),
  }),
  z.object({
    kind: z.literal('interval'),
    ...variableBase,
    options: z.array(z.string().max(20)).max(50),
    auto: z.boolean().default(false),
  }),
  z.object({ kind: z.literal('text'), ...variableBase }),
  z.object({ kind: z.literal('constant'), ...variableBase, value: z.string().max(500) }),
  /** Which source panels ask: the local store and each remote Prometheus. */
  z.object({ kind: z.literal('source'), ...variableBase }),
]);
export type Variable = z.infer<typeof variableSchema>;

/** What is marked in the charts of a dashboard. */
export const ANNOTATION_KINDS = ['deploys', 'policies', 'flags', 'alerts'] as const;
export const annotationKindSchema = z.enum(ANNOTATION_KINDS);
export type AnnotationKind = z.infer<typeof annotationKindSchema>;

/** Something that happened, at a time or for some time. */
export const annotationSchema = z.object({
  kind: annotationKindSchema,
  atMs: z.number(),
  endMs: z.number().nullable(),
  title: z.string(),
  detail: z.string(),
});
export type Annotation = z.infer<typeof annotationSchema>;

export const dashboardModelSchema = z.object({
  schemaVersion: z.literal(DASHBOARD_SCHEMA_VERSION),
  title: z.string().trim().min(1).max(200),
  description: z.string().max(5_000).default(''),
  tags: z.array(z.string().max(50)).max(20).default([]),
  refreshSeconds: z.number().int().min(5).max(300).nullable().default(DEFAULT_REFRESH_SECONDS),
  /** The range that it opens with, in milliseconds up to now; null: the console's. */
  rangeMs: z.number().int().min(60_000).nullable().default(null),
  panels: z.array(panelSchema).max(500),
  variables: z.array(variableSchema).max(50).default([]),
  annotations: z.array(annotationKindSchema).default([]),
  /** The crosshair of a chart is shown in all. */
  sharedCrosshair: z.boolean().default(true),
});
export type DashboardModel = z.infer<typeof dashboardModelSchema>;

export const dashboardSchema = z.object({
  id: z.string(),
  model: dashboardModelSchema,
  version: z.number().int(),
  /** Shipped with Signalbox: can be duplicated, not changed. */
  shipped: z.boolean(),
  createdAt: z.string(),
  updatedAt: z.string(),
  updatedBy: z.string(),
});
export type Dashboard = z.infer<typeof dashboardSchema>;
