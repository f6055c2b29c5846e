import { z } from 'zod';
import { MAX_FILTER_LENGTH } from './filter/index.ts';
import { sortOrderSchema, traceSortSchema } from './trace-list.ts';

const columnName = z.string().max(100);

/** How the columns of a list stand: their order, their widths in pixels, and which are shown. */
const columnsSchema = z.object({
  order: z.array(columnName).max(100),
  sizes: z.record(columnName, z.number().min(24).max(2_000)),
  visibility: z.record(columnName, z.boolean()),
});

/** A range that ends now, by its name, or one that stands still. */
const viewRangeSchema = z.union([
  z.object({ kind: z.literal('last'), key: z.enum(['15m', '1h', '6h', '24h', '7d']) }),
  z.object({
    kind: z.literal('fixed'),
    from: z.iso.datetime({ offset: true }),
    to: z.iso.datetime({ offset: true }),
  }),
]);

/** A way of looking at the list of traces, by its name. */
export const newViewSchema = z.object({
  name: z.string().trim().min(1).max(100),
  /** In the filter language; empty where everything is shown. */
  filter: z.string().max(MAX_FILTER_LENGTH),
  sort: traceSortSchema,
  order: sortOrderSchema,
  range: viewRangeSchema,
  /** Null: as whoever opens it has them. */
  columns: columnsSchema.nullable(),
});
export type NewView = z.infer<typeof newViewSchema>;

export const savedViewSchema = newViewSchema.extend({
  id: z.string(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
export type SavedView = z.infer<typeof savedViewSchema>;
