import { sloContentSchema, type SloContent, type SloPeriod } from '../../../../shared/alert/index.ts';

export interface SloForm {
  readonly name: string;
  readonly description: string;
  /** Per cent. */
  readonly objective: string;
  readonly period: '7' | '28' | '30';
  readonly kind: 'ratio' | 'latency';
  readonly good: string;
  readonly total: string;
  readonly metric: string;
  readonly matchers: string;
  readonly threshold: string;
  readonly minimumEvents: string;
  readonly alerting: boolean;
}

export type SloFormErrors = Partial<Record<keyof SloForm, string>>;

export const NEW_SLO: SloForm = {
  name: 'Calls succeed',
  description: '',
  objective: '99.5',
  period: '30',
  kind: 'ratio',
  good: 'sum(rate(signalbox_calls_total{status="ok"}[$window]))',
  total: 'sum(rate(signalbox_calls_total[$window]))',
  metric: 'signalbox_gateway_request_duration_seconds',
  matchers: '',
  threshold: '10',
  minimumEvents: '20',
  alerting: true,
};

const PERIODS: Readonly<Record<SloForm['period'], SloPeriod>> = { '7': 7, '28': 28, '30': 30 };

export function sloToForm(slo: SloContent): SloForm {
  const { sli } = slo;
  return {
    ...NEW_SLO,
    name: slo.name,
    description: slo.description,
    objective: String(Number((slo.objective * 100).toPrecision(12))),
    period: `${slo.periodDays}`,
    kind: sli.kind,
    minimumEvents: String(slo.minimumEvents),
    alerting: slo.alerting,
    ...(sli.kind === 'ratio'
      ? { good: sli.good, total: sli.total }
      : { metric: sli.metric, matchers: sli.matchers, threshold: String(sli.threshold) }),
  };
}

/** What was typed as an SLO, or what is wrong with it, by field. Labels are kept as they are. */
export function readSloForm(
  form: SloForm,
  labels: SloContent['labels'],
): { content: SloContent | null; errors: SloFormErrors } {
  const read = sloContentSchema.safeParse({
    name: form.name,
    description: form.description,
    objective: form.objective.trim() === '' ? NaN : Number((Number(form.objective) / 100).toPrecision(12)),
    periodDays: PERIODS[form.period],
    sli:
      form.kind === 'ratio'
        ? { kind: 'ratio', good: form.good, total: form.total }
        : {
            kind: 'latency',
            metric: form.metric.trim(),
            matchers: form.matchers,
            threshold: Number(form.threshold),
          },
    minimumEvents: form.minimumEvents.trim() === '' ? 0 : Number(form.minimumEvents),
    alerting: form.alerting,
    labels,
  });
  if (read.success) return { content: read.data, errors: {} };
  const errors: { -readonly [Field in keyof SloForm]?: string } = {};
  for (const { path, message } of read.error.issues) {
    const field = path[0] === 'sli' ? path[1] : path[0];
    if (isField(field)) errors[field] ??= WORDS[field] ?? message;
  }
  return { content: null, errors };
}

const WORDS: SloFormErrors = {
  objective: 'Per cent, above 0 and below 100.',
  threshold: 'A bound of the histogram, in its unit.',
  minimumEvents: 'A whole number; 0: no least number.',
};

function isField(field: unknown): field is keyof SloForm {
  return typeof field === 'string' && Object.hasOwn(NEW_SLO, field);
}
