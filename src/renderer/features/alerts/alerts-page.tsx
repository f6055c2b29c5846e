import { useNavigate, useSearch } from '@tanstack/react-router';
import { BellRing } from 'lucide-react';
import { Badge } from '../../ui/badge.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Page } from '../../ui/page.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { alertsTabSchema, type AlertsTab } from './alerts-search.ts';
import styles from './alerts-page.module.css';
import { ChannelsTab } from './channels/channels-tab.tsx';
import { FiringTab } from './firing/firing-tab.tsx';
import { RulesTab } from './rules/rules-tab.tsx';
import { SilencesTab } from './silences/silences-tab.tsx';
import { SlosTab } from './slos/slos-tab.tsx';
import { placedAlerts, useLiveAlerts } from './use-alerts.ts';

/** What fires, by which rules, what is silenced, what is promised, and who is told. */
export function AlertsPage() {
  const { tab = 'firing' } = useSearch({ from: '/alerts' });
  const navigate = useNavigate({ from: '/alerts' });
  const live = useLiveAlerts();
  const setTab = (next: AlertsTab) =>
    void navigate({
      to: '/alerts',
      search: ({ range, from, to }) => ({ range, from, to, tab: next === 'firing' ? undefined : next }),
    });
  if (live.data === undefined)
    return (
      <Page title="Alerts" hasTimeRange>
        {live.error === null ? (
          <div className={styles.loading} aria-busy>
            <Skeleton height={32} />
            <Skeleton height={120} />
            <Skeleton height={240} />
          </div>
        ) : (
          <ErrorState
            title="The alerts could not be loaded"
            error={live.error}
            onRetry={() => live.reset()}
          />
        )}
      </Page>
    );
  const { groups, silences } = live.data;
  const firing = placedAlerts(groups).filter(({ alert }) => alert.state === 'firing').length;
  const failing = groups.flatMap(({ rules }) => rules).filter(({ health }) => health === 'err').length;
  const contents: Readonly<Record<AlertsTab, React.ReactNode>> = {
    firing: <FiringTab groups={groups} />,
    rules: <RulesTab groups={groups} />,
    slos: <SlosTab groups={groups} />,
    silences: <SilencesTab silences={silences} groups={groups} />,
    channels: <ChannelsTab />,
  };
  const labels: Readonly<Record<AlertsTab, React.ReactNode>> = {
    firing: <Counted text="Firing" count={firing} tone="error" />,
    rules: (
      <Counted text="Rules" count={failing} tone="warning" title={`${failing} rules fail to be evaluated`} />
    ),
    slos: 'SLOs',
    silences: 'Silences',
    channels: 'Channels',
  };
  return (
    <Page
      title="Alerts"
      hasTimeRange
      trailing={firing > 0 && <BellRing aria-hidden className={styles.bell} />}
    >
      <Tabs
        label="Alerts"
        value={tab}
        onChange={setTab}
        className={styles.tabs}
        tabs={alertsTabSchema.options.map((value) => ({
          value,
          label: labels[value],
          content: contents[value],
        }))}
      />
    </Page>
  );
}

function Counted({
  text,
  count,
  tone,
  title,
}: {
  readonly text: string;
  readonly count: number;
  readonly tone: 'error' | 'warning';
  readonly title?: string;
}) {
  return (
    <span className={styles.counted}>
      {text}
      {count > 0 && (
        <Badge tone={tone} {...(title === undefined ? {} : { title })}>
          {count}
        </Badge>
      )}
    </span>
  );
}
