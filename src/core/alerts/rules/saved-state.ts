import { z } from 'zod';
import type { JsonValue } from '../../store/control/index.ts';
import { labelsKey } from './fingerprint.ts';
import type { HeldAlert } from './advance-alerts.ts';
import type { HeldGroup } from './held-group.ts';
import { alertSamples } from './rule-series.ts';

const record = z.record(z.string(), z.string());
const savedSchema = z.object({
  atMs: z.number(),
  rules: z.record(
    z.string(),
    z.array(
      z.object({
        labels: record,
        annotations: record,
        state: z.enum(['inactive', 'pending', 'firing']),
        /** JSON has no NaN and no infinity. */
        value: z.number().nullable(),
        activeMs: z.number(),
        firedMs: z.number().nullable(),
        resolvedMs: z.number().nullable(),
        keptSinceMs: z.number().nullable(),
      }),
    ),
  ),
});

/** What must survive a restart of a group's alerts, and a text that changes when it has to be written again. */
export function toSavedState(held: HeldGroup, atMs: number): { state: JsonValue; signature: string } {
  const withAlerts = held.rules.filter(({ alerts }) => alerts.size > 0);
  const rules = Object.fromEntries(
    withAlerts.map(({ key, alerts }) => [
      key,
      [...alerts.values()].map((alert) => ({
        ...alert,
        labels: { ...alert.labels },
        annotations: { ...alert.annotations },
        value: Number.isFinite(alert.value) ? alert.value : null,
      })),
    ]),
  );
  const marks = withAlerts.flatMap(({ key, alerts }) =>
    [...alerts].map(([labels, { state, activeMs, keptSinceMs }]) =>
      // How long an alert was pending is counted up to the last evaluation, so that one is written too.
      [key, labels, state, activeMs, keptSinceMs, state === 'pending' ? atMs : 0].join(' '),
    ),
  );
  return { state: { atMs, rules }, signature: marks.join('\n') };
}

/**
 * Puts saved alerts back into their rules. The time in which nothing was evaluated does not count towards `for`: what was
 * pending for two of five minutes has three to go.
 */
export function restoreState(held: HeldGroup, saved: JsonValue, nowMs: number): boolean {
  const read = savedSchema.safeParse(saved);
  if (!read.success) return false;
  const pausedMs = Math.max(0, nowMs - read.data.atMs);
  for (const rule of held.rules) {
    const alerts = Object.hasOwn(read.data.rules, rule.key) ? (read.data.rules[rule.key] ?? []) : [];
    rule.alerts = new Map(
      alerts.map((alert): [string, HeldAlert] => [
        labelsKey(alert.labels),
        {
          ...alert,
          value: alert.value ?? NaN,
          activeMs: alert.state === 'pending' ? alert.activeMs + pausedMs : alert.activeMs,
        },
      ]),
    );
    // So that what no longer answers is marked as ended in the series.
    rule.written = new Map(alertSamples(rule.alerts).map(({ labels }) => [labelsKey(labels), labels]));
  }
  return true;
}
