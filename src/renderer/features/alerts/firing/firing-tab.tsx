import { useNavigate, useSearch } from '@tanstack/react-router';
import { BellOff, CircleCheck } from 'lucide-react';
import { useState } from 'react';
import type { ActiveAlert, GroupState } from '../../../../shared/alert/index.ts';
import { useNow } from '../../../lib/use-now.ts';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { SilenceDialog } from '../silences/silence-dialog.tsx';
import { placedAlerts, type PlacedAlert } from '../use-alerts.ts';
import pageStyles from '../alerts-page.module.css';
import { AlertRow } from './alert-row.tsx';
import styles from './firing-tab.module.css';
import { HistoryCard } from './history-card.tsx';

/** What fires and what is about to, by rule; below it what changed lately. */
export function FiringTab({ groups }: { readonly groups: readonly GroupState[] }) {
  const { alert: opened } = useSearch({ from: '/alerts' });
  const navigate = useNavigate({ from: '/alerts' });
  const now = useNow(5_000);
  const [silencing, setSilencing] = useState<ActiveAlert | null>(null);
  const open = (fingerprint: string | undefined) =>
    void navigate({ to: '/alerts', search: (search) => ({ ...search, alert: fingerprint }), replace: true });
  const alerts = placedAlerts(groups).filter(({ alert }) => alert.state !== 'inactive');
  const rules = groups
    .flatMap((group) => group.rules)
    .filter(({ enabled, rule }) => enabled && rule.kind === 'alert');
  return (
    <div className={pageStyles.stack}>
      {alerts.length === 0 ? (
        <Card>
          <EmptyState icon={<CircleCheck aria-hidden />} title="Nothing fires">
            {rules.length} {rules.length === 1 ? 'rule watches' : 'rules watch'} this deployment. What fires
            is shown here, with what to do about it.
          </EmptyState>
        </Card>
      ) : (
        byName(alerts).map(([name, of]) => (
          <Card
            key={name}
            title={name}
            description={countsOf(of)}
            flush
            actions={
              of.length === 1 ? undefined : (
                <Button
                  size="small"
                  icon={<BellOff aria-hidden />}
                  onClick={() => setSilencing(common(of.map(({ alert }) => alert)))}
                >
                  Silence all {of.length}
                </Button>
              )
            }
          >
            <ul className={styles.list}>
              {of.map((placed) => (
                <AlertRow
                  key={`${placed.group.id} ${placed.alert.fingerprint}`}
                  placed={placed}
                  now={now}
                  isOpen={opened === placed.alert.fingerprint}
                  onToggle={() =>
                    open(opened === placed.alert.fingerprint ? undefined : placed.alert.fingerprint)
                  }
                  onSilence={() => setSilencing(placed.alert)}
                />
              ))}
            </ul>
          </Card>
        ))
      )}
      <HistoryCard />
      {silencing !== null && <SilenceDialog labels={silencing.labels} onClose={() => setSilencing(null)} />}
    </div>
  );
}

/** The furthest first: what fires, then what is pending; of these the longest first. */
function byName(alerts: readonly PlacedAlert[]): [string, PlacedAlert[]][] {
  const groups = new Map<string, PlacedAlert[]>();
  const sorted = [...alerts].sort(
    (a, b) => a.alert.state.localeCompare(b.alert.state) || a.alert.activeAt.localeCompare(b.alert.activeAt),
  );
  for (const placed of sorted) {
    const name = placed.alert.labels.alertname ?? placed.rule.rule.name;
    groups.set(name, [...(groups.get(name) ?? []), placed]);
  }
  return [...groups];
}

function countsOf(alerts: readonly PlacedAlert[]): string {
  const firing = alerts.filter(({ alert }) => alert.state === 'firing').length;
  const pending = alerts.length - firing;
  const parts = [firing > 0 ? `${firing} firing` : '', pending > 0 ? `${pending} pending` : ''];
  return parts.filter((part) => part !== '').join(', ');
}

/** An alert with only the labels that all of them have. */
function common(alerts: readonly ActiveAlert[]): ActiveAlert | null {
  const [first] = alerts;
  if (first === undefined) return null;
  const labels = Object.fromEntries(
    Object.entries(first.labels).filter(([name, value]) =>
      alerts.every((alert) => Object.hasOwn(alert.labels, name) && alert.labels[name] === value),
    ),
  );
  return { ...first, labels };
}
