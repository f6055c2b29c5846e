import type { Channel } from '../../../shared/alert/index.ts';
import { RESOLVED_RETENTION_MS } from '../rules/advance-alerts.ts';
import type { ToldAlert, ToldGroup } from './notification.ts';

/** An alert as it is now, for a channel that it is for. */
export interface CurrentAlert extends ToldAlert {
  readonly isSilenced: boolean;
}

export interface Plan {
  /** What the channel remembers from now on; null: nothing, the group is over. */
  readonly group: ToldGroup | null;
  /** What it is told; null: nothing now. */
  readonly alerts: readonly ToldAlert[] | null;
  /** Whether it only says again what was said before. */
  readonly isRepeat: boolean;
}

type Timing = Pick<Channel, 'groupWaitMs' | 'groupIntervalMs' | 'repeatIntervalMs' | 'sendResolved'>;

/**
 * Whether a group of alerts is told now, and of what, in the manner of Alertmanager: the first time `groupWait` after the group
 * came to be, then on changes at most every `groupInterval`, and every `repeatInterval` while something fires. A silenced
 * alert changes nothing, and its end is not told while it is silenced.
 * Source: https://prometheus.io/docs/alerting/latest/configuration/#route
 */
export function planGroup(
  before: ToldGroup | null,
  labels: Readonly<Record<string, string>>,
  current: readonly CurrentAlert[],
  timing: Timing,
  nowMs: number,
): Plan {
  const firing = current.filter(({ endsMs }) => endsMs === null);
  const speaking = firing.filter(({ isSilenced }) => !isSilenced).map(toTold);
  if (before === null && speaking.length === 0) return { group: null, alerts: null, isRepeat: false };
  const group = before ?? { labels, sinceMs: nowMs, sentMs: null, told: [] };
  const firingNow = new Map(firing.map((alert) => [alert.fingerprint, alert]));
  const told = new Set(group.told.map(({ fingerprint }) => fingerprint));
  const fresh = speaking.filter(({ fingerprint }) => !told.has(fingerprint));
  const ended = group.told.filter(({ fingerprint }) => !firingNow.has(fingerprint));
  if (group.sentMs === null && speaking.length === 0) return { group: null, alerts: null, isRepeat: false };
  const isChanged = fresh.length > 0 || ended.length > 0;
  if (nowMs < dueMs(group, isChanged, speaking.length > 0, timing))
    return { group, alerts: null, isRepeat: false };
  const quiet = new Set(current.filter(({ isSilenced }) => isSilenced).map(({ fingerprint }) => fingerprint));
  const resolved = timing.sendResolved
    ? ended.filter(({ fingerprint }) => !quiet.has(fingerprint)).map((alert) => endOf(alert, current, nowMs))
    : [];
  const stillTold = group.told.filter(({ fingerprint }) => firingNow.get(fingerprint)?.isSilenced === true);
  const after = [...speaking, ...stillTold];
  const alerts = [...speaking, ...resolved];
  return {
    group: after.length === 0 ? null : { ...group, sentMs: nowMs, told: after },
    // An end that nobody wants to hear of leaves nothing new to say.
    alerts: fresh.length + resolved.length === 0 && isChanged ? null : alerts,
    isRepeat: !isChanged,
  };
}

function dueMs(group: ToldGroup, isChanged: boolean, isFiring: boolean, timing: Timing): number {
  if (group.sentMs === null) return group.sinceMs + timing.groupWaitMs;
  if (isChanged) return group.sentMs + timing.groupIntervalMs;
  return isFiring ? group.sentMs + timing.repeatIntervalMs : Infinity;
}

/** How often Alertmanager is told again of everything, so that it knows who is still there. */
export const RESEND_MS = 60_000;

/**
 * What an Alertmanager is told: every alert at each change, again each minute, and the ended ones for a quarter of an hour, so
 * that one that was restarted hears of the end of what it knew. It groups and repeats by itself.
 */
export function planAlertmanager(
  before: ToldGroup | null,
  current: readonly CurrentAlert[],
  nowMs: number,
): Plan {
  const firing = current.filter(({ endsMs, isSilenced }) => endsMs === null && !isSilenced).map(toTold);
  const keys = new Set(firing.map(({ fingerprint }) => fingerprint));
  const known = (before?.told ?? []).filter(({ fingerprint }) => !keys.has(fingerprint));
  const ended = known.map((alert) => (alert.endsMs === null ? endOf(alert, current, nowMs) : alert));
  const isChanged =
    known.some(({ endsMs }) => endsMs === null) ||
    firing.some(
      ({ fingerprint }) =>
        !(before?.told ?? []).some((alert) => alert.fingerprint === fingerprint && alert.endsMs === null),
    );
  const told = [
    ...firing,
    ...ended.filter(({ endsMs }) => nowMs - (endsMs ?? nowMs) <= RESOLVED_RETENTION_MS),
  ];
  if (told.length === 0) return { group: null, alerts: null, isRepeat: false };
  const sentMs = before?.sentMs ?? null;
  const group = { labels: {}, sinceMs: before?.sinceMs ?? nowMs, sentMs, told };
  if (!isChanged && sentMs !== null && nowMs - sentMs < RESEND_MS)
    return { group: { ...group, told: before?.told ?? told }, alerts: null, isRepeat: false };
  return { group: { ...group, sentMs: nowMs }, alerts: told, isRepeat: !isChanged };
}

/** The alert with its end: the evaluation's, or now where its rule is gone. */
function endOf(alert: ToldAlert, current: readonly CurrentAlert[], nowMs: number): ToldAlert {
  const now = current.find(({ fingerprint }) => fingerprint === alert.fingerprint);
  return { ...alert, endsMs: now?.endsMs ?? nowMs };
}

function toTold({ isSilenced: _isSilenced, ...alert }: CurrentAlert): ToldAlert {
  return alert;
}
