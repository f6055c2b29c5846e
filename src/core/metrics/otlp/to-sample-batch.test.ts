import { describe, expect, it } from 'vitest';
import { decodeMetrics } from '../../telemetry/otlp/index.ts';
import { isStale } from '../series-source.ts';
import { OtlpStreams, toSampleBatch } from './index.ts';

const SECOND = 1_000_000_000n;
const NOON = 1_795_176_000n * SECOND;
const at = (seconds: number) => (NOON + BigInt(seconds) * SECOND).toString();

interface Group {
  resource?: Record<string, string>;
  scope?: object;
}

/** Converts metrics of one group, as an exporter sends them; `streams` are those of the test. */
function convert(metrics: object[], streams = new OtlpStreams(), { resource = {}, scope = {} }: Group = {}) {
  const attributes = attributesOf(resource);
  const body = { resourceMetrics: [{ resource: { attributes }, scopeMetrics: [{ scope, metrics }] }] };
  const decoded = decodeMetrics(Buffer.from(JSON.stringify(body)), 'json');
  const converted = toSampleBatch(decoded, streams);
  return { ...converted, lines: linesOf(converted.batch) };
}

function attributesOf(values: Record<string, unknown>) {
  return Object.entries(values).map(([key, value]) => ({
    key,
    value: typeof value === 'number' ? { intValue: value } : { stringValue: value },
  }));
}

/** `name{label="value"} value @seconds after noon`, labels by name. */
function linesOf({ series, seriesOf, times, values }: ReturnType<typeof toSampleBatch>['batch']): string[] {
  return Array.from(seriesOf, (of, i) => {
    const { __name__: name, ...labels } = series[of] ?? {};
    const shown = Object.keys(labels)
      .sort()
      .map((label) => `${label}="${labels[label] ?? ''}"`);
    const seconds = ((times[i] ?? 0) - Number(NOON / 1_000_000n)) / 1000;
    return `${name}{${shown.join(',')}} ${isStale(values, i) ? 'stale' : values[i]} @${seconds}`;
  });
}

const gauge = (name: string, unit = '', point: object = {}) => ({
  name,
  unit,
  gauge: { dataPoints: [{ timeUnixNano: at(0), asDouble: 1, ...point }] },
});
const sum = (points: object[], temporality = 2, isMonotonic = true) => ({
  name: 'requests',
  sum: { dataPoints: points, aggregationTemporality: temporality, isMonotonic },
});
const counted = (value: number, start: number, time: number) => ({
  asInt: String(value),
  startTimeUnixNano: at(start),
  timeUnixNano: at(time),
});

describe('names', () => {
  it.each([
    ['http.server.duration', 's', 'http_server_duration_seconds'],
    ['http.server.duration.seconds', 's', 'http_server_duration_seconds'],
    ['memory', 'By', 'memory_bytes'],
    ['speed', 'km/h', 'speed_km_per_hour'],
    ['rate', '{packet}/s', 'rate_per_second'],
    ['share', '1', 'share_ratio'],
    ['queue', '{item}', 'queue'],
    ['load', '%', 'load_percent'],
    ['2xx', '', '_2xx'],
    ['a..b--c', '', 'a_b_c'],
    ['job:rate', '', 'job:rate'],
    ['größe', '', 'gr_e'],
    ['constructor', 'constructor', 'constructor'],
  ])('of a gauge %s in %s is %s', (name, unit, expected) => {
    expect(convert([gauge(name, unit)]).batch.series[0]?.__name__).toBe(expected);
  });

  it.each([
    ['requests', '{request}', 'requests_total'],
    ['total.requests', '', 'requests_total'],
    ['io', 'By', 'io_bytes_total'],
    ['io_total', 'By', 'io_bytes_total'],
    ['share', '1', 'share_total'],
  ])('of a counter %s in %s is %s', (name, unit, expected) => {
    const { batch } = convert([{ ...sum([counted(1, 0, 1)]), name, unit }]);
    expect(batch.series[0]?.__name__).toBe(expected);
    expect(batch.metadata).toMatchObject([{ name: expected, type: 'counter' }]);
  });

  it('without a letter is rejected', () => {
    const { rejected, points, message, lines } = convert([gauge('...'), gauge('a')]);
    expect({ rejected, points, lines: lines.length }).toEqual({ rejected: 1, points: 2, lines: 1 });
    expect(message).toBe(
      '1 of 2 data points were rejected: 1 because its name has no letter (such as "...")',
    );
  });
});

describe('labels', () => {
  it('are attributes, the scope, and job and instance of the resource', () => {
    const attributes = attributesOf({
      'http.method': 'GET',
      status: 200,
      empty: '',
      '2nd': 'x',
      'a.b': '2',
      'a-b': '1',
    });
    const resource = {
      'service.namespace': 'shop',
      'service.name': 'cart',
      'service.instance.id': 'one',
      'host.name': 'h',
    };
    const scope = { name: 'lib', version: '1.2', attributes: attributesOf({ 'team.name': 'a' }) };
    const { lines } = convert([gauge('x', '', { attributes })], undefined, { resource, scope });
    expect(lines).toEqual([
      'x{a_b="1;2",http_method="GET",instance="one",job="shop/cart",key_2nd="x",otel_scope_name="lib",' +
        'otel_scope_team_name="a",otel_scope_version="1.2",status="200"} 1 @0',
      'target_info{host_name="h",instance="one",job="shop/cart"} 1 @0',
    ]);
  });

  it('of attributes never stand for those of the resource, the scope or Prometheus', () => {
    const attributes = attributesOf({
      job: 'mine',
      __name__: 'other',
      __proto__: 'x',
      otel_scope_name: 'mine',
      constructor: 'c',
    });
    const { lines } = convert([gauge('x', '', { attributes })], undefined, {
      resource: { 'service.name': 'cart' },
      scope: { name: 'lib' },
    });
    expect(lines).toEqual(['x{_name_="other",constructor="c",job="cart",otel_scope_name="lib"} 1 @0']);
  });
});

describe('sums', () => {
  it('of deltas become cumulative, over gaps too', () => {
    const streams = new OtlpStreams();
    convert([sum([counted(5, 0, 10)], 1)], streams);
    const { lines, rejected } = convert([sum([counted(4, 30, 40), counted(3, 10, 20)], 1)], streams);
    expect(lines).toEqual(['requests_total{} 8 @20', 'requests_total{} 12 @40']);
    expect(rejected).toBe(0);
  });

  it('take a delta that comes again once, whatever the order of its attributes', () => {
    const streams = new OtlpStreams();
    const point = (...keys: string[]) => ({
      ...counted(5, 0, 10),
      attributes: attributesOf(Object.fromEntries(keys.map((key) => [key, key]))),
    });
    convert([sum([point('a', 'b')], 1)], streams);
    const again = convert([sum([point('b', 'a')], 1)], streams);
    expect(again).toMatchObject({ rejected: 1, points: 1, lines: [] });
    expect(again.message).toContain('it overlaps with the delta before it, or came twice');
  });

  it('that are cumulative stay as they are; a reset that their values hide is put in', () => {
    const streams = new OtlpStreams();
    convert([sum([counted(5, 0, 10)])], streams);
    expect(convert([sum([counted(9, 0, 20)])], streams).lines).toEqual(['requests_total{} 9 @20']);
    expect(convert([sum([counted(12, 25, 30)])], streams).lines).toEqual([
      'requests_total{} 0 @25.001',
      'requests_total{} 12 @30',
    ]);
    expect(convert([sum([counted(3, 35, 40)])], streams).lines).toEqual(['requests_total{} 3 @40']);
  });

  it('that can fall are gauges; their deltas, and what is not said to be either, are rejected', () => {
    expect(convert([sum([counted(-5, 0, 10)], 2, false)]).lines).toEqual(['requests{} -5 @10']);
    expect(convert([sum([counted(5, 0, 10)], 1, false)])).toMatchObject({ rejected: 1, lines: [] });
    expect(convert([sum([counted(5, 0, 10)], 0)])).toMatchObject({ rejected: 1, lines: [] });
    expect(convert([sum([counted(-5, 0, 10)], 1)])).toMatchObject({ rejected: 1, lines: [] });
  });

  it('are forgotten when there are too many, those first that were not heard of for longest', () => {
    const streams = new OtlpStreams(2);
    const of = (name: string, start: number) => ({ ...sum([counted(1, start, start + 1)], 1), name });
    convert([of('a', 0), of('b', 0), of('a', 1), of('c', 0)], streams);
    expect(streams.size).toBe(2);
    expect(convert([of('a', 2), of('b', 2)], streams).lines).toEqual(['a_total{} 3 @3', 'b_total{} 1 @3']);
  });
});

it('points without a value, a time, or with one that is none', () => {
  const { rejected, message } = convert([
    gauge('a', '', { timeUnixNano: '0' }),
    gauge('b', '', { timeUnixNano: '18446744073709551615' }),
    { name: 'c', gauge: { dataPoints: [{ timeUnixNano: at(0) }] } },
  ]);
  expect(rejected).toBe(3);
  expect(message).toContain('3 of 3 data points were rejected: 1 because it has no time (such as "a");');
});

describe('histograms', () => {
  const histogram = (point: object, temporality = 2) => ({
    name: 'latency',
    unit: 's',
    histogram: {
      aggregationTemporality: temporality,
      dataPoints: [
        {
          startTimeUnixNano: at(0),
          timeUnixNano: at(10),
          count: 6,
          sum: 7.5,
          bucketCounts: [1, 2, 3],
          explicitBounds: [0.5, 1],
          ...point,
        },
      ],
    },
  });

  it('become classic ones', () => {
    const { lines, batch } = convert([histogram({})]);
    expect(lines).toEqual([
      'latency_seconds_bucket{le="0.5"} 1 @10',
      'latency_seconds_bucket{le="1.0"} 3 @10',
      'latency_seconds_bucket{le="+Inf"} 6 @10',
      'latency_seconds_sum{} 7.5 @10',
      'latency_seconds_count{} 6 @10',
    ]);
    expect(batch.metadata).toEqual([
      { name: 'latency_seconds', type: 'histogram', help: '', unit: 'seconds' },
    ]);
  });

  it('of deltas are added up; with other bounds they begin anew, and what is gone is marked', () => {
    const streams = new OtlpStreams();
    convert([histogram({}, 1)], streams);
    const next = { startTimeUnixNano: at(10), timeUnixNano: at(20) };
    expect(convert([histogram(next, 1)], streams).lines).toContain('latency_seconds_bucket{le="1.0"} 6 @20');
    const other = { startTimeUnixNano: at(20), timeUnixNano: at(30), explicitBounds: [0.5, 2] };
    const { lines } = convert([histogram(other, 1)], streams);
    expect(lines).toContain('latency_seconds_bucket{le="2.0"} 3 @30');
    expect(lines).toContain('latency_seconds_bucket{le="1.0"} stale @30');
  });

  it('end with a point that has no recorded value', () => {
    const streams = new OtlpStreams();
    convert([histogram({})], streams);
    const { lines } = convert(
      [histogram({ flags: 1, timeUnixNano: at(20), bucketCounts: [], explicitBounds: [] })],
      streams,
    );
    expect(lines).toEqual([
      'latency_seconds_bucket{le="0.5"} stale @20',
      'latency_seconds_bucket{le="1.0"} stale @20',
      'latency_seconds_bucket{le="+Inf"} stale @20',
      'latency_seconds_sum{} stale @20',
      'latency_seconds_count{} stale @20',
    ]);
    expect(convert([gauge('a', '', { flags: 1 })]).lines).toEqual(['a{} stale @0']);
  });

  it('give their exemplars to the bucket that has them', () => {
    const traceId = 'ab'.repeat(16);
    const exemplars = [
      { traceId, spanId: 'cd'.repeat(8), timeUnixNano: at(9), asDouble: 0.75 },
      { asDouble: 0.1, timeUnixNano: at(9) },
    ];
    const { batch } = convert([histogram({ exemplars })]);
    expect(batch.exemplars).toEqual([
      { series: 1, timeMs: Number(NOON / 1_000_000n) + 9000, value: 0.75, traceId, spanId: 'cd'.repeat(8) },
    ]);
  });

  it.each([
    [{ bucketCounts: [1, 2] }, 'one bucket more than bounds'],
    [{ explicitBounds: [1, 1] }, 'do not ascend'],
    [{ explicitBounds: [1, 'NaN'] }, 'do not ascend'],
  ])('that are none are rejected: %j', (point, reason) => {
    expect(convert([histogram(point)])).toMatchObject({ rejected: 1, lines: [] });
    expect(convert([histogram(point)]).message).toContain(reason);
  });
});

describe('exponential histograms', () => {
  const exponential = (point: object, temporality = 2) => ({
    name: 'latency',
    exponentialHistogram: {
      aggregationTemporality: temporality,
      dataPoints: [{ startTimeUnixNano: at(0), timeUnixNano: at(10), ...point }],
    },
  });

  it('become classic ones at their boundaries', () => {
    const point = {
      count: 10,
      sum: 3,
      scale: 0,
      zeroCount: 4,
      positive: { offset: 1, bucketCounts: [1, 0, 2] },
      negative: { offset: 0, bucketCounts: [3] },
    };
    expect(convert([exponential(point)]).lines).toEqual([
      'latency_bucket{le="-1.0"} 3 @10',
      'latency_bucket{le="0.0"} 7 @10',
      'latency_bucket{le="4.0"} 8 @10',
      'latency_bucket{le="8.0"} 8 @10',
      'latency_bucket{le="16.0"} 10 @10',
      'latency_bucket{le="+Inf"} 10 @10',
      'latency_sum{} 3 @10',
      'latency_count{} 10 @10',
    ]);
  });

  it('are made coarser where they are finer than is of use', () => {
    const bucketCounts = new Array<number>(160).fill(1);
    const { lines } = convert([exponential({ scale: 6, count: 160, positive: { offset: 0, bucketCounts } })]);
    // 64 buckets for each doubling become four: 160 of them ten.
    expect(lines).toHaveLength(10 + 2);
    expect(lines[0]).toBe(`latency_bucket{le="${2 ** 0.25}"} 16 @10`);
    expect(lines[3]).toBe('latency_bucket{le="2.0"} 64 @10');
  });

  it('of deltas are added up at the coarser scale', () => {
    const streams = new OtlpStreams();
    convert(
      [exponential({ scale: 1, count: 3, sum: 3, positive: { offset: 0, bucketCounts: [1, 2] } }, 1)],
      streams,
    );
    const next = { startTimeUnixNano: at(10), timeUnixNano: at(20), count: 4, sum: 20 };
    const { lines } = convert(
      [exponential({ ...next, scale: 0, positive: { offset: 2, bucketCounts: [4] } }, 1)],
      streams,
    );
    expect(new Set(lines)).toEqual(
      new Set([
        'latency_bucket{le="2.0"} 3 @20',
        'latency_bucket{le="4.0"} 3 @20',
        'latency_bucket{le="8.0"} 7 @20',
        'latency_bucket{le="+Inf"} 7 @20',
        `latency_bucket{le="${2 ** 0.5}"} stale @20`,
        'latency_sum{} 23 @20',
        'latency_count{} 7 @20',
      ]),
    );
  });

  it('over all numbers there are have few buckets', () => {
    const streams = new OtlpStreams();
    const far = (offset: number) => ({ scale: 0, count: 1, positive: { offset, bucketCounts: [1] } });
    convert([exponential(far(-1000), 1)], streams);
    const next = { startTimeUnixNano: at(10), timeUnixNano: at(20) };
    const { lines } = convert([exponential({ ...far(1000), ...next }, 1)], streams);
    expect(lines.length).toBeLessThan(110);
    expect(lines).toContain('latency_count{} 2 @20');
  });

  it('with a scale or an offset beyond all numbers are rejected', () => {
    const buckets = { positive: { offset: 2_000_000_000, bucketCounts: [1] } };
    expect(convert([exponential({ scale: 21 }), exponential({ scale: 0, ...buckets })])).toMatchObject({
      rejected: 2,
      lines: [],
    });
  });
});

it('summaries keep their quantiles', () => {
  const quantileValues = [
    { quantile: 0.5, value: 3 },
    { quantile: 1, value: 9 },
  ];
  const summary = { dataPoints: [{ timeUnixNano: at(1), count: 4, sum: 12, quantileValues }] };
  expect(convert([{ name: 'size', summary }]).lines).toEqual([
    'size{quantile="0.5"} 3 @1',
    'size{quantile="1.0"} 9 @1',
    'size_sum{} 12 @1',
    'size_count{} 4 @1',
  ]);
});
