import type { Annotation, AnnotationQuery } from '../../shared/dashboard/index.ts';
import type { MatrixSeries } from '../../shared/metrics.ts';
import type { MetricQueries } from '../metrics/metrics.ts';

const EXPRESSION = 'ALERTS{alertstate="firing"}';
/** As fine as alerts are seen, and never more points than a chart has. */
const MIN_STEP_MS = 15_000;
const MAX_POINTS = 500;

/**
 * When alerts fired, from the series that Prometheus, and Signalbox, write of them: one annotation for each time that one
 * was firing without a pause.
 */
export async function alertAnnotations(
  queries: Pick<MetricQueries, 'range'>,
  { fromMs, toMs }: AnnotationQuery,
): Promise<Annotation[]> {
  if (toMs <= fromMs) return [];
  const stepMs = Math.max(MIN_STEP_MS, Math.ceil((toMs - fromMs) / MAX_POINTS));
  const { series } = await queries.range({ expr: EXPRESSION, fromMs, toMs, stepMs });
  return series.flatMap((each) => firings(each, stepMs, toMs)).sort((a, b) => a.atMs - b.atMs);
}

function firings({ labels, times }: MatrixSeries, stepMs: number, toMs: number): Annotation[] {
  const found: Annotation[] = [];
  const { alertname = 'Alert', severity = '' } = labels;
  const others = Object.entries(labels).filter(
    ([name]) => !['__name__', 'alertname', 'alertstate'].includes(name),
  );
  const detail = others.map(([name, value]) => `${name}=${value}`).join(' ');
  const title = severity === '' ? alertname : `${alertname} (${severity})`;
  let start: number | null = null;
  let last = 0;
  for (const time of times) {
    if (start !== null && time - last > stepMs * 1.5) {
      found.push({ kind: 'alerts', atMs: start, endMs: last, title, detail });
      start = null;
    }
    start ??= time;
    last = time;
  }
  // What fires at the end of the range has not ended.
  if (start !== null)
    found.push({
      kind: 'alerts',
      atMs: start,
      endMs: toMs - last > stepMs * 1.5 ? last : null,
      title,
      detail,
    });
  return found;
}
