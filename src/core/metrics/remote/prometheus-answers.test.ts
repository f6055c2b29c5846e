import { describe, expect, it } from 'vitest';
import {
  exemplarsSchema,
  metadataSchema,
  queryDataSchema,
  toInstantResult,
  toMetadata,
} from './prometheus-answers.ts';

const instant = (data: unknown) => toInstantResult(queryDataSchema.parse(data), []);

describe('answers of a Prometheus', () => {
  it('are vectors, without native histograms', () => {
    const result = [
      { metric: { job: 'a' }, value: [1.0004, '+Inf'] },
      { metric: { job: 'b' }, value: [1, 'NaN'] },
      { metric: { job: 'c' }, histogram: [1, {}] },
    ];
    expect(instant({ resultType: 'vector', result })).toEqual({
      kind: 'vector',
      samples: [
        { labels: { job: 'a' }, atMs: 1_000, value: Infinity },
        { labels: { job: 'b' }, atMs: 1_000, value: NaN },
      ],
      warnings: [],
    });
  });

  it('are scalars, texts and matrices', () => {
    expect(instant({ resultType: 'scalar', result: [2, '-Inf'] })).toEqual({
      kind: 'scalar',
      atMs: 2_000,
      value: -Infinity,
    });
    expect(instant({ resultType: 'string', result: [2, 'x'] })).toEqual({
      kind: 'string',
      atMs: 2_000,
      value: 'x',
    });
    const result = [{ metric: {}, values: [[1, '1e3']] }, { metric: { only: 'histograms' } }];
    expect(instant({ resultType: 'matrix', result })).toEqual({
      kind: 'matrix',
      series: [
        { labels: {}, times: Float64Array.of(1_000), values: Float64Array.of(1_000) },
        { labels: { only: 'histograms' }, times: new Float64Array(), values: new Float64Array() },
      ],
      warnings: [],
    });
    expect(queryDataSchema.safeParse({ resultType: 'vector', result: [{}] }).success).toBe(false);
  });

  it('are metadata, of which the first entry counts', () => {
    const entries = {
      a_total: [
        { type: 'counter', help: 'first' },
        { type: 'gauge', help: 'second' },
      ],
      b: [{ type: 'stateset', help: '', unit: 's' }],
      c: [],
    };
    expect(toMetadata(metadataSchema.parse(entries))).toEqual([
      { metric: 'a_total', type: 'counter', help: 'first', unit: '' },
      { metric: 'b', type: 'unknown', help: '', unit: 's' },
    ]);
  });

  it('are exemplars with their traces, however these are called', () => {
    const exemplar = (labels: object) => ({ labels, value: '0.5', timestamp: 3 });
    const exemplars = [
      exemplar({ trace_id: 't', span_id: 's' }),
      exemplar({ traceID: 'u', spanID: 'v' }),
      exemplar({}),
    ];
    const [found] = exemplarsSchema.parse([{ seriesLabels: { job: 'a' }, exemplars }]);
    expect(found?.labels).toEqual({ job: 'a' });
    expect(found?.exemplars).toEqual([
      { atMs: 3_000, value: 0.5, traceId: 't', spanId: 's' },
      { atMs: 3_000, value: 0.5, traceId: 'u', spanId: 'v' },
      { atMs: 3_000, value: 0.5, traceId: '', spanId: '' },
    ]);
  });
});
