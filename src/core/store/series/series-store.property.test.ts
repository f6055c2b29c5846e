import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LabelMatcher } from './series-source.ts';
import { batchOf, type TestSample } from './testing/sample-batches.ts';
import { NOON_MS, temporarySeriesStore } from './testing/temporary-series-store.ts';

const NAMES = ['a', '__proto__', 'constructor', 'job'];
const VALUES = ['', 'x', 'y', 'xy', 'zx', '__proto__'];

function labelsFrom(metric: string, values: readonly string[]): Record<string, string> {
  const labels = Object.create(null) as Record<string, string>;
  labels.__name__ = metric;
  NAMES.forEach((name, index) => {
    const value = values[index] ?? '';
    if (value !== '') labels[name] = value;
  });
  return labels;
}

const labelSets = fc
  .tuple(fc.constantFrom('up', 'down'), fc.array(fc.constantFrom(...VALUES), { maxLength: NAMES.length }))
  .map(([metric, values]) => labelsFrom(metric, values));
const sampleValues = fc.oneof(fc.double(), fc.constantFrom(0, -0, NaN, Infinity, -Infinity, 1, 2));
/** Of three hours, so that blocks end among them. */
const times = fc.integer({ min: 0, max: 180 }).map((minute) => NOON_MS + minute * 60_000);
const samples = fc.record({ labels: labelSets, time: times, value: sampleValues });
const steps = fc.array(
  fc.oneof(
    {
      weight: 6,
      arbitrary: fc.array(samples, { maxLength: 40 }).map((batch) => ({ batch, restart: false })),
    },
    { weight: 1, arbitrary: fc.constant({ batch: null, restart: true }) },
    { weight: 2, arbitrary: fc.constant({ batch: null, restart: false }) },
  ),
  { maxLength: 12 },
);

/** What is taken, sample by sample: only what is later than its series' latest. */
class NaiveStore {
  readonly series = new Map<string, { labels: Record<string, string>; samples: [number, number][] }>();

  append({ labels, time, value }: TestSample): boolean {
    const key = JSON.stringify(Object.entries(labels).sort());
    const known = this.series.get(key) ?? { labels: { ...labels }, samples: [] };
    this.series.set(key, known);
    const last = known.samples.at(-1);
    if (last === undefined || time > last[0]) {
      known.samples.push([time, value]);
      return true;
    }
    return last[0] === time && Object.is(last[1], value);
  }

  select(matchers: readonly LabelMatcher[], from: number, to: number) {
    return [...this.series.values()]
      .filter(({ labels }) => matchers.every((matcher) => matches(labels, matcher)))
      .map(({ labels, samples: all }) => ({ labels, samples: all.filter(([at]) => at >= from && at <= to) }))
      .filter((series) => series.samples.length > 0);
  }
}

function matches(labels: Record<string, string>, { name, operator, value }: LabelMatcher): boolean {
  const text = Object.hasOwn(labels, name) ? (labels[name] ?? '') : '';
  const found = operator.includes('~') ? new RegExp(`^(?:${value})$`).test(text) : text === value;
  return operator.startsWith('!') ? !found : found;
}

const matchers = fc.array(
  fc.record({
    name: fc.constantFrom('__name__', ...NAMES),
    operator: fc.constantFrom<LabelMatcher['operator'][]>('=', '!=', '=~', '!~'),
    value: fc.constantFrom('', 'up', 'x', 'x|y', 'x.*', '.+', '.*', '[xy]+', 'x|', '__proto__', 'z.+'),
  }),
  { maxLength: 3 },
);

const sorted = (series: readonly { labels: object; samples: unknown }[]) =>
  series
    .map(({ labels, samples: all }) => [JSON.stringify(Object.entries(labels).sort()), all])
    .sort(([a], [b]) => (String(a) < String(b) ? -1 : 1));

describe('SeriesStore', () => {
  it('gives back what it took, whatever the batches, restarts and matchers', () => {
    fc.assert(
      fc.property(
        steps,
        fc.array(fc.tuple(matchers, times, times), { minLength: 1, maxLength: 8 }),
        (done, questions) => {
          const temporary = temporarySeriesStore({ writeAheadBytes: 500 });
          const naive = new NaiveStore();
          for (const { batch, restart } of done) {
            if (batch === null) {
              if (restart) temporary.reopen();
              else temporary.store.slice();
              continue;
            }
            const accepted = batch.filter((sample) => naive.append(sample)).length;
            expect(temporary.store.append([batchOf(batch)])).toMatchObject([
              { accepted, rejected: batch.length - accepted },
            ]);
          }
          for (const [wanted, from, to] of [...questions, [[], 0, 8e15] as const]) {
            const selected = temporary.store
              .source()
              .select({ matchers: wanted, fromMs: from, toMs: to })
              .map(({ labels, times: at, values }) => ({
                labels,
                samples: [...at].map((time, index) => [time, values[index]]),
              }));
            expect(sorted(selected)).toEqual(sorted(naive.select(wanted, from, to)));
          }
          temporary.close();
        },
      ),
      { numRuns: 40 },
    );
  });
});
