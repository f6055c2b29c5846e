import type { DesktopNotice } from '../../../shared/alert/index.ts';
import { isResolved, type Notification, type ToldAlert } from './notification.ts';

const NEVER = '0001-01-01T00:00:00Z';
/** How long an Alertmanager that hears nothing more goes on believing that an alert fires: as with Prometheus, four resends. */
const BELIEVED_MS = 4 * 60_000;

export interface PayloadContext {
  /** The channel's name. */
  readonly receiver: string;
  /** Where the console is. */
  readonly externalUrl: string;
  readonly nowMs: number;
}

/** Alertmanager's webhook format, version 4: https://prometheus.io/docs/alerting/latest/configuration/#webhook_config */
export function webhookPayload(
  { groupKey, groupLabels, alerts, ...notification }: Notification,
  { receiver, externalUrl }: PayloadContext,
): unknown {
  return {
    version: '4',
    groupKey,
    truncatedAlerts: 0,
    status: isResolved({ groupKey, groupLabels, alerts, ...notification }) ? 'resolved' : 'firing',
    receiver,
    groupLabels,
    commonLabels: common(alerts.map(({ labels }) => labels)),
    commonAnnotations: common(alerts.map(({ annotations }) => annotations)),
    externalURL: externalUrl,
    alerts: alerts.map((alert) => ({
      status: alert.endsMs === null ? 'firing' : 'resolved',
      labels: alert.labels,
      annotations: alert.annotations,
      startsAt: new Date(alert.startsMs).toISOString(),
      endsAt: alert.endsMs === null ? NEVER : new Date(alert.endsMs).toISOString(),
      generatorURL: linkTo(alert, externalUrl),
      fingerprint: alert.fingerprint,
    })),
  };
}

/** The body of POST /api/v2/alerts of Alertmanager. */
export function alertmanagerPayload(
  { alerts }: Notification,
  { externalUrl, nowMs }: PayloadContext,
): unknown {
  return alerts.map((alert) => ({
    labels: alert.labels,
    annotations: alert.annotations,
    startsAt: new Date(alert.startsMs).toISOString(),
    endsAt: new Date(alert.endsMs ?? nowMs + BELIEVED_MS).toISOString(),
    generatorURL: linkTo(alert, externalUrl),
  }));
}

export function desktopNotice(notification: Notification): Omit<DesktopNotice, 'id'> {
  const { alerts, isTest } = notification;
  const firing = alerts.filter(({ endsMs }) => endsMs === null);
  const shown = firing.length > 0 ? firing : alerts;
  const name = shown[0]?.labels.alertname ?? 'Alert';
  const more = shown.length > 1 ? ` (${shown.length})` : '';
  const state = isTest ? 'Test' : firing.length > 0 ? 'Firing' : 'Resolved';
  return {
    status: isTest ? 'test' : firing.length > 0 ? 'firing' : 'resolved',
    title: `${state}: ${name}${more}`,
    text: shown
      .slice(0, 3)
      .map(({ annotations }) => annotations.summary ?? annotations.description ?? '')
      .filter((text) => text !== '')
      .join('\n'),
  };
}

function linkTo({ fingerprint }: ToldAlert, externalUrl: string): string {
  return `${externalUrl}/alerts?alert=${fingerprint}`;
}

function common(all: readonly Readonly<Record<string, string>>[]): Record<string, string> {
  const [first = {}, ...rest] = all;
  return Object.fromEntries(
    Object.entries(first).filter(([name, value]) =>
      rest.every((each) => Object.hasOwn(each, name) && each[name] === value),
    ),
  );
}
