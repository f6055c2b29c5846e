import { Ellipsis, ListChecks, Pencil, Trash2 } from 'lucide-react';
import type { ErrorBudget, SloState } from '../../../../shared/alert/index.ts';
import { displayText } from '../../../lib/display-text.ts';
import { formatCount } from '../../../lib/format.ts';
import { formatAbsolute, formatRelative } from '../../../lib/format-time.ts';
import { useNow } from '../../../lib/use-now.ts';
import { Badge } from '../../../ui/badge.tsx';
import { Card } from '../../../ui/card.tsx';
import { TimeSeriesChart } from '../../../ui/charts/time-series-chart.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { Menu, MenuItem } from '../../../ui/menu.tsx';
import { RuleLink } from '../rule-link.tsx';
import styles from './slo-card.module.css';

export interface SloCardProps {
  readonly state: SloState;
  readonly onEdit: () => void;
  readonly onRemove: () => void;
}

/** An SLO: what is left of its error budget, how fast it goes, and how it went over the period. */
export function SloCard({ state: { slo, budget, error, firing }, onEdit, onRemove }: SloCardProps) {
  const { name, description, objective, periodDays } = slo.content;
  return (
    <Card
      title={displayText(name, 100)}
      description={`${percent(objective)} over ${periodDays} days${description === '' ? '' : ` · ${displayText(description, 200)}`}`}
      actions={
        <span className={styles.actions}>
          {firing > 0 && <Badge tone="error">burns too fast</Badge>}
          <Menu
            align="end"
            trigger={<IconButton size="small" label={`Actions of ${name}`} icon={<Ellipsis aria-hidden />} />}
          >
            <MenuItem icon={<Pencil aria-hidden />} onSelect={onEdit}>
              Edit
            </MenuItem>
            <MenuItem danger icon={<Trash2 aria-hidden />} onSelect={onRemove}>
              Remove
            </MenuItem>
          </Menu>
        </span>
      }
    >
      {error !== null && (
        <p role="alert" className={styles.error}>
          The budget could not be computed. {displayText(error, 300)}
        </p>
      )}
      {budget !== null && <Budget name={name} budget={budget} objective={objective} />}
      <div className={styles.rules}>
        <RuleLink group={`slo:${slo.id}`} icon={<ListChecks aria-hidden />}>
          Its rules
        </RuleLink>
      </div>
    </Card>
  );
}

function Budget({
  name,
  budget,
  objective,
}: {
  readonly name: string;
  readonly budget: ErrorBudget;
  readonly objective: number;
}) {
  const now = useNow(30_000);
  const { left, events, badEvents, attained, burnNow, exhaustedAt } = budget;
  if (left === null)
    return (
      <p className={styles.none}>No events in this period yet: nothing is promised and nothing is used.</p>
    );
  const allowed = (1 - objective) * events;
  return (
    <div className={styles.budget}>
      <dl className={styles.figures}>
        <Figure
          label="Budget left"
          value={percent(left)}
          tone={left <= 0 ? 'error' : left < 0.25 ? 'warning' : 'ok'}
        />
        <Figure label="Attained" value={attained === null ? '—' : percent(attained, 6)} />
        <Figure
          label="Bad, of allowed"
          value={`${formatCount(Math.round(badEvents))} of ${formatCount(Math.floor(allowed))}`}
          title={`of ${formatCount(Math.round(events))} events`}
        />
        <Figure
          label="Burns now"
          value={burnNow === null ? 'no events' : `${Number(burnNow.toPrecision(3))}×`}
          tone={burnNow !== null && burnNow > 1 ? 'warning' : undefined}
          title="Over the last hour; 1× lasts exactly the period"
        />
        <Figure
          label="Used up"
          value={
            exhaustedAt === null
              ? left <= 0
                ? 'already'
                : 'not at this rate'
              : formatRelative(exhaustedAt, now)
          }
          title={exhaustedAt === null ? undefined : formatAbsolute(exhaustedAt)}
        />
      </dl>
      <TimeSeriesChart
        label={`Error budget of ${displayText(name, 100)}`}
        times={budget.times}
        series={[{ name: 'Budget left', values: budget.leftOver, draw: 'area', colour: 'var(--series-3)' }]}
        unit="percentunit"
        max={1}
        thresholds={[
          { value: null, colour: 'var(--text-muted)' },
          { value: 0, colour: 'var(--error-solid)' },
        ]}
        showThresholds="lines"
        legend={{ show: 'hidden' }}
        height={150}
      />
    </div>
  );
}

function Figure({
  label,
  value,
  tone,
  title,
}: {
  readonly label: string;
  readonly value: string;
  readonly tone?: 'ok' | 'warning' | 'error' | undefined;
  readonly title?: string | undefined;
}) {
  return (
    <div className={styles.figure}>
      <dt>{label}</dt>
      <dd title={title} className={tone === undefined ? undefined : styles[tone]}>
        {value}
      </dd>
    </div>
  );
}

function percent(share: number, digits = 4): string {
  return `${Number((share * 100).toPrecision(digits))} %`;
}
