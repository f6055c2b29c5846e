import { z } from 'zod';
import { dashboardModelSchema } from './dashboard.ts';

/** A dashboard in a list. */
export const dashboardSummarySchema = z.object({
  id: z.string(),
  title: z.string(),
  description: z.string(),
  tags: z.array(z.string()),
  /** How many panels it has, rows not counted. */
  panels: z.number().int(),
  /** The range that it opens with, in milliseconds up to now; null: the console's. */
  rangeMs: z.number().int().nullable(),
  version: z.number().int(),
  shipped: z.boolean(),
  /** ISO 8601, UTC. */
  updatedAt: z.string(),
  updatedBy: z.string(),
});
export type DashboardSummary = z.infer<typeof dashboardSummarySchema>;

const message = z.string().trim().max(500).default('');

export const newDashboardSchema = z.object({ model: dashboardModelSchema, message });

export const saveDashboardSchema = newDashboardSchema.extend({
  /** The version that the change began from. */
  baseVersion: z.number().int().positive(),
});
export type SaveDashboard = z.infer<typeof saveDashboardSchema>;

/** A version without its model, which is read by itself. */
export const dashboardVersionSchema = z.object({
  version: z.number().int(),
  /** ISO 8601, UTC. */
  savedAt: z.string(),
  savedBy: z.string(),
  /** What whoever saved it said about it. */
  message: z.string(),
  panels: z.number().int(),
});
export type DashboardVersion = z.infer<typeof dashboardVersionSchema>;

/** A part of a foreign dashboard that is not taken over, or not as it was. */
export const unsupportedPartSchema = z.object({
  /** The title of its panel; null: of the dashboard itself. */
  panel: z.string().nullable(),
  /** Where in the foreign JSON, for example `fieldConfig.defaults.custom.pointSize`. */
  field: z.string(),
  /** What becomes of it. */
  reason: z.string(),
});
export type UnsupportedPart = z.infer<typeof unsupportedPartSchema>;

/** A source of metrics that a foreign dashboard names, for which one of this engine can be chosen. */
export const foreignSourceSchema = z.object({
  /** Unique in the dashboard. */
  id: z.string(),
  /** What it asks for when it is imported, a variable of it, a source by its name, or whichever is the default there. */
  kind: z.enum(['input', 'variable', 'named', 'default']),
  label: z.string(),
});
export type ForeignSource = z.infer<typeof foreignSourceSchema>;

/** What a file would become. */
export const dashboardPreviewSchema = z.object({
  format: z.enum(['signalbox', 'grafana']),
  model: dashboardModelSchema,
  unsupported: z.array(unsupportedPartSchema),
  sources: z.array(foreignSourceSchema),
});
export type DashboardPreview = z.infer<typeof dashboardPreviewSchema>;

/** Something that somebody tells Signalbox has happened. */
export const newAnnotationSchema = z.strictObject({
  kind: z.literal('deploys'),
  title: z.string().trim().min(1).max(200),
  detail: z.string().max(2_000).default(''),
  /** Default: now. */
  at: z.iso.datetime({ offset: true }).optional(),
});
export type NewAnnotation = z.infer<typeof newAnnotationSchema>;

export const annotationQuerySchema = z.object({
  fromMs: z.coerce.number().int().min(0).max(8.64e15),
  toMs: z.coerce.number().int().min(0).max(8.64e15),
});
export type AnnotationQuery = z.infer<typeof annotationQuerySchema>;
