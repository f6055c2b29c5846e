import { z } from 'zod';

/** Services made the spans; the others are what they called, as their spans say. */
export const mapNodeKindSchema = z.enum(['service', 'model', 'database', 'queue', 'tool', 'external']);
export type MapNodeKind = z.infer<typeof mapNodeKindSchema>;

const figures = {
  calls: z.number().int(),
  errors: z.number().int(),
  /** Latency; off by at most 1 %. Null where there were no calls. */
  p50Ms: z.number().nullable(),
  p95Ms: z.number().nullable(),
};

export const mapNodeSchema = z.object({
  /** `kind:name`. */
  id: z.string(),
  kind: mapNodeKindSchema,
  name: z.string(),
  /** Of a model, where one is known. */
  provider: z.string().nullable(),
  ...figures,
});
export type MapNode = z.infer<typeof mapNodeSchema>;

export const mapEdgeSchema = z.object({
  /** Ids of nodes. */
  from: z.string(),
  to: z.string(),
  ...figures,
});
export type MapEdge = z.infer<typeof mapEdgeSchema>;

export const serviceMapSchema = z.object({
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  /** The time that the figures are of: later than `from` where only the latest traces were taken. */
  coveredFrom: z.iso.datetime(),
  /** Traces that were taken, and how many match; more than are counted where `isMore`. */
  traceCount: z.number().int(),
  matchingCount: z.number().int(),
  isMore: z.boolean(),
  spanCount: z.number().int(),
  nodes: z.array(mapNodeSchema),
  edges: z.array(mapEdgeSchema),
  /** Nodes with fewer calls than those here, left out because there are too many. */
  omittedNodes: z.number().int(),
});
export type ServiceMap = z.infer<typeof serviceMapSchema>;
