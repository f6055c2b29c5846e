import {
  formatDuration,
  WINDOW,
  type AlertingRule,
  type GroupContent,
  type Rule,
  type RuleGroup,
  type Sli,
  type Slo,
  type SloContent,
  type SloPeriod,
} from '../../../shared/alert/index.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

interface BurnPolicy {
  readonly severity: 'page' | 'ticket';
  readonly longMs: number;
  readonly shortMs: number;
  /** How many times as fast as the budget allows. */
  readonly burn: number;
}

const PAGES_OF_A_MONTH: readonly BurnPolicy[] = [
  { severity: 'page', longMs: HOUR_MS, shortMs: 5 * MINUTE_MS, burn: 14.4 },
  { severity: 'page', longMs: 6 * HOUR_MS, shortMs: 30 * MINUTE_MS, burn: 6 },
  { severity: 'ticket', longMs: 3 * DAY_MS, shortMs: 6 * HOUR_MS, burn: 1 },
];

/**
 * Which burn rates over which windows call for whom: of 30 days, 2 % of the budget in an hour, 5 % in six, 10 % in three days; for a
 * week, 10 % in an hour, 20 % in six and 40 % in a day. The short window is a twelfth: it ends the alert soon after the burning ends.
 * Source: The Site Reliability Workbook, chapter 5, https://sre.google/workbook/alerting-on-slos/
 */
export const BURN_POLICIES: Readonly<Record<SloPeriod, readonly BurnPolicy[]>> = {
  7: [
    { severity: 'page', longMs: HOUR_MS, shortMs: 5 * MINUTE_MS, burn: 16.8 },
    { severity: 'page', longMs: 6 * HOUR_MS, shortMs: 30 * MINUTE_MS, burn: 5.6 },
    { severity: 'ticket', longMs: DAY_MS, shortMs: 2 * HOUR_MS, burn: 2.8 },
  ],
  28: PAGES_OF_A_MONTH,
  30: PAGES_OF_A_MONTH,
};

/** The rates of good events and of all, per second, over a window. Each is one series: what has labels is added up. */
export function sliExpressions(sli: Sli, windowMs: number): { good: string; total: string } {
  const window = formatDuration(windowMs);
  if (sli.kind === 'ratio')
    return {
      good: `sum(${sli.good.replaceAll(WINDOW, window)})`,
      total: `sum(${sli.total.replaceAll(WINDOW, window)})`,
    };
  const { metric, matchers, threshold } = sli;
  const inside = insideOf(matchers);
  const selector = inside === '' ? '' : `{${inside}}`;
  const bound = boundMatcher(threshold);
  return {
    good: `sum(rate(${metric}_bucket{${inside === '' ? '' : `${inside},`}${bound}}[${window}]))`,
    total: `sum(rate(${metric}_count${selector}[${window}]))`,
  };
}

/** A bound is written as 1 or as 1.0, as its library likes. */
function boundMatcher(threshold: number): string {
  return Number.isInteger(threshold) ? `le=~"${threshold}(\\\\.0)?"` : `le="${threshold}"`;
}

/**
 * The share of bad events over a window. Where nothing good was counted at all its series may not be there: then everything
 * was bad, not nothing known. A bucket is there with its histogram: one that is not is no bound of it, and nothing is known.
 * Without events it is NaN, which compares with nothing.
 */
export function errorRatio(sli: Sli, windowMs: number): string {
  const { good, total } = sliExpressions(sli, windowMs);
  return sli.kind === 'latency' ? `1 - ${good} / ${total}` : `1 - (${good} or ${total} * 0) / ${total}`;
}

/** The bounds that a histogram had within a day, as series with the label `le`. */
export function boundsOf({ metric, matchers }: Extract<Sli, { kind: 'latency' }>): string {
  return `group by (le) (last_over_time(${metric}_bucket{${insideOf(matchers)}}[1d]))`;
}

/** What stands between the braces, without the comma that may end it. */
function insideOf(matchers: string): string {
  return matchers.trim().replace(/,$/, '');
}

export const ERROR_RATIO = 'slo:error_ratio:rate';

/** The group of rules that records an SLO's error ratios and alerts on its burn rates. */
export function sloGroup(slo: Slo): RuleGroup {
  const { id, version, content, changedAt, changedBy } = slo;
  const policies = BURN_POLICIES[content.periodDays];
  const windows = [...new Set(policies.flatMap(({ longMs, shortMs }) => [shortMs, longMs]))].sort(
    (a, b) => a - b,
  );
  const rules: Rule[] = windows.map((windowMs) => ({
    kind: 'record',
    name: `${ERROR_RATIO}${formatDuration(windowMs)}`,
    expr: errorRatio(content.sli, windowMs),
    labels: { slo: content.name },
  }));
  if (content.alerting) rules.push(...alertRules(content));
  const group: GroupContent = { name: `SLO ${content.name}`, intervalMs: MINUTE_MS, limit: 0, rules };
  return { id: `slo:${id}`, origin: 'slo', version, content: group, changedAt, changedBy };
}

function alertRules(slo: SloContent): AlertingRule[] {
  const policies = BURN_POLICIES[slo.periodDays];
  return policies.map((policy) => burnRule(slo, policy));
}

function burnRule(slo: SloContent, { severity, longMs, shortMs, burn }: BurnPolicy): AlertingRule {
  const allowed = Number((1 - slo.objective).toPrecision(12));
  const tooFast = (windowMs: number) =>
    `${ERROR_RATIO}${formatDuration(windowMs)}{slo=${JSON.stringify(slo.name)}} > ${burn} * ${allowed}`;
  const { total } = sliExpressions(slo.sli, longMs);
  const enough =
    slo.minimumEvents === 0 ? '' : ` and on () ${total} * ${longMs / 1_000} >= ${slo.minimumEvents}`;
  const long = formatDuration(longMs);
  return {
    kind: 'alert',
    name: 'SloBurnRate',
    expr: `(${tooFast(longMs)}) and (${tooFast(shortMs)})${enough}`,
    forMs: 0,
    keepFiringForMs: 0,
    labels: { ...slo.labels, slo: slo.name, severity, long_window: long },
    annotations: {
      summary: `The error budget of ${escapeText(slo.name)} burns ${speed(burn)} it may`,
      description: `{{ $value | humanizePercentage }} of its events were bad over ${long}; the objective of ${formatPercent(slo.objective)} allows ${formatPercent(1 - slo.objective)}.`,
      runbook_url: 'docs/runbooks/slo-burn-rate.md',
    },
  };
}

function speed(burn: number): string {
  return burn === 1 ? 'faster than' : `more than ${burn} times as fast as`;
}

function formatPercent(share: number): string {
  return `${Number((share * 100).toPrecision(10))} %`;
}

/** The name of an SLO holds nothing that a template could mean; this keeps it so. */
function escapeText(text: string): string {
  return text.replaceAll('{{', '');
}
