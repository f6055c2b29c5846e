import type { ActiveAlert, AlertState, GroupOrigin, SampleValue } from '../../../shared/alert/index.ts';
import { displayText } from '../../lib/display-text.ts';
import { Badge, type Tone } from '../../ui/badge.tsx';
import styles from './alert-words.module.css';

export const STATE_TONES: Readonly<Record<AlertState, Tone>> = {
  firing: 'error',
  pending: 'warning',
  inactive: 'neutral',
};

export const ORIGIN_WORDS: Readonly<Record<GroupOrigin, string>> = {
  user: 'own',
  shipped: 'came with Signalbox',
  slo: 'of an SLO',
};

const SEVERITY_TONES: Readonly<Record<string, Tone>> = {
  critical: 'error',
  page: 'error',
  warning: 'warning',
  ticket: 'warning',
};

export function StateBadge({ state }: { readonly state: AlertState }) {
  return <Badge tone={STATE_TONES[state]}>{state}</Badge>;
}

export function SeverityBadge({ labels }: { readonly labels: Readonly<Record<string, string>> }) {
  const severity = Object.hasOwn(labels, 'severity') ? labels.severity : undefined;
  if (severity === undefined) return null;
  const tone = Object.hasOwn(SEVERITY_TONES, severity) ? SEVERITY_TONES[severity] : undefined;
  return <Badge tone={tone ?? 'neutral'}>{displayText(severity, 40)}</Badge>;
}

/** Labels as chips; those that are shown elsewhere are left out. */
export function Labels({
  labels,
  without = [],
}: {
  readonly labels: Readonly<Record<string, string>>;
  readonly without?: readonly string[];
}) {
  const shown = Object.entries(labels).filter(([name]) => !without.includes(name));
  if (shown.length === 0) return null;
  return (
    <span className={styles.labels}>
      {shown.map(([name, value]) => (
        <span key={name} className={styles.label} title={`${name}=${value}`} dir="auto">
          <span className={styles.name}>{displayText(name, 60)}</span>
          {displayText(value, 80)}
        </span>
      ))}
    </span>
  );
}

/** A value in few digits. */
export function valueText(value: SampleValue): string {
  if (typeof value !== 'number') return value;
  if (value === 0) return '0';
  const size = Math.abs(value);
  return size >= 1e6 || size < 1e-4 ? value.toExponential(3) : String(Number(value.toPrecision(5)));
}

/** The sentence that an alert says of itself. */
export function summaryOf({ annotations, labels }: Pick<ActiveAlert, 'annotations' | 'labels'>): string {
  const text =
    annotations.summary ?? annotations.description ?? annotations.message ?? labels.alertname ?? '';
  return displayText(text, 300);
}

const SHIPPED_RUNBOOK = /^docs\/runbooks\/([a-z0-9-]+)\.md$/;

/** The runbook of an alert: one that the console can show, or a link. */
export function runbookOf(annotations: Readonly<Record<string, string>>): {
  readonly name: string | null;
  readonly url: string | null;
} {
  const url = Object.hasOwn(annotations, 'runbook_url') ? (annotations.runbook_url ?? null) : null;
  const name = url === null ? null : (SHIPPED_RUNBOOK.exec(url)?.[1] ?? null);
  return { name, url: name === null ? url : null };
}
