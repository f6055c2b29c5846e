import { z } from 'zod';
import type { ExemplarSeries, InstantResult, MatrixSeries, MetadataEntry } from '../../../shared/metrics.ts';

/** What a Prometheus answers, as far as it is read here. */
export const answerSchema = z.discriminatedUnion('status', [
  z.object({
    status: z.literal('success'),
    data: z.unknown(),
    warnings: z.array(z.string().max(20_000)).max(1_000).default([]),
  }),
  z.object({ status: z.literal('error'), error: z.string().max(20_000) }),
]);

export const labelsSchema = z.record(z.string(), z.string());
export const namesSchema = z.array(z.string());

const pointSchema = z.tuple([z.number(), z.string()]);
const matrixSchema = z.array(z.object({ metric: labelsSchema, values: z.array(pointSchema).default([]) }));

export const queryDataSchema = z.discriminatedUnion('resultType', [
  z.object({ resultType: z.literal('matrix'), result: matrixSchema }),
  z.object({
    resultType: z.literal('vector'),
    result: z.array(z.object({ metric: labelsSchema, value: pointSchema.optional() })),
  }),
  z.object({ resultType: z.literal('scalar'), result: pointSchema }),
  z.object({ resultType: z.literal('string'), result: pointSchema }),
]);
type QueryData = z.infer<typeof queryDataSchema>;

/** Samples of native histograms are left out: there is nothing to draw them with. */
export function toInstantResult(data: QueryData, warnings: readonly string[]): InstantResult {
  switch (data.resultType) {
    case 'scalar':
      return { kind: 'scalar', atMs: toMs(data.result[0]), value: toValue(data.result[1]) };
    case 'string':
      return { kind: 'string', atMs: toMs(data.result[0]), value: data.result[1] };
    case 'matrix':
      return { kind: 'matrix', series: toMatrix(data.result), warnings };
    case 'vector':
      return {
        kind: 'vector',
        samples: data.result.flatMap(({ metric, value }) =>
          value === undefined ? [] : [{ labels: metric, atMs: toMs(value[0]), value: toValue(value[1]) }],
        ),
        warnings,
      };
  }
}

export function toMatrix(result: z.infer<typeof matrixSchema>): MatrixSeries[] {
  return result.map(({ metric, values }) => ({
    labels: metric,
    times: Float64Array.from(values, ([seconds]) => toMs(seconds)),
    values: Float64Array.from(values, ([, value]) => toValue(value)),
  }));
}

function toMs(seconds: number): number {
  return Math.round(seconds * 1_000);
}

function toValue(text: string): number {
  if (text === '+Inf') return Infinity;
  return text === '-Inf' ? -Infinity : Number(text);
}

const TYPES = ['counter', 'gauge', 'histogram', 'summary'] as const;

export const metadataSchema = z.record(
  z.string(),
  z.array(z.object({ type: z.string(), help: z.string(), unit: z.string().default('') })),
);

export function toMetadata(metrics: z.infer<typeof metadataSchema>): MetadataEntry[] {
  return Object.entries(metrics).flatMap(([metric, [entry]]) =>
    entry === undefined
      ? []
      : [
          {
            metric,
            type: TYPES.find((type) => type === entry.type) ?? 'unknown',
            help: entry.help,
            unit: entry.unit,
          },
        ],
  );
}

export const exemplarsSchema = z
  .array(
    z.object({
      seriesLabels: labelsSchema,
      exemplars: z.array(z.object({ labels: labelsSchema, value: z.string(), timestamp: z.number() })),
    }),
  )
  .transform((found): ExemplarSeries[] =>
    found.map(({ seriesLabels, exemplars }) => ({
      labels: seriesLabels,
      exemplars: exemplars.map(({ labels, value, timestamp }) => ({
        atMs: toMs(timestamp),
        value: toValue(value),
        traceId: labels.trace_id ?? labels.traceID ?? '',
        spanId: labels.span_id ?? labels.spanID ?? '',
      })),
    })),
  );
