import { FlaskConical, Play, Square, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import type { Backtest, BacktestRequest } from '../../../../shared/backtest.ts';
import type { PolicySet } from '../../../../shared/policy/index.ts';
import { displayText } from '../../../lib/display-text.ts';
import { formatCount, formatDuration } from '../../../lib/format.ts';
import { formatAbsolute } from '../../../lib/format-time.ts';
import { problemText } from '../../../lib/problem.ts';
import { boundsOf } from '../../../lib/time-range.ts';
import { useTimeRange } from '../../../lib/use-time-range.ts';
import { Banner } from '../../../ui/banner.tsx';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Labelled } from '../../../ui/labelled.tsx';
import { Progress } from '../../../ui/progress.tsx';
import { Switch } from '../../../ui/switch.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { TimeRangePicker } from '../../../ui/time-range-picker.tsx';
import { isSameContent } from '../editor/policy-draft.ts';
import type { EditedPolicy } from '../editor/use-policy-draft.ts';
import styles from './backtest-tab.module.css';
import { BacktestTables, type ChosenRule } from './backtest-tables.tsx';
import { BacktestTotals } from './backtest-totals.tsx';
import { ChangedExchanges } from './changed-exchanges.tsx';
import { useBacktestOf } from './use-backtests.ts';

interface BacktestTabProps {
  readonly set: PolicySet;
  readonly edited: EditedPolicy;
}

/** What the set as it stands on the screen would have done with recorded exchanges. */
export function BacktestTab({ set, edited }: BacktestTabProps) {
  const range = useTimeRange();
  const { backtest, start, cancel } = useBacktestOf(set.id);
  const [filter, setFilter] = useState(backtest?.request.filter ?? '');
  const [isAlone, setAlone] = useState(false);
  const content = edited.readyContent;
  const run = () => {
    if (content === null) return;
    const request: BacktestRequest = {
      subject: { kind: 'policies', drafts: [{ setId: set.id, content }], alone: isAlone },
      ...boundsOf(range, Date.now()),
      filter: filter.trim(),
    };
    start.mutate(request);
  };
  const isRunning = backtest?.state === 'running';
  return (
    <div className={styles.tab}>
      <Card>
        <form
          className={styles.form}
          onSubmit={(event) => {
            event.preventDefault();
            if (!isRunning) run();
          }}
        >
          <Labelled label="Exchanges of">
            <TimeRangePicker />
          </Labelled>
          <TextField
            label="Only of traces that match"
            className={styles.filter}
            monospace
            value={filter}
            placeholder="model:gpt-4o* user:ana; empty: all of the range"
            onChange={(event) => setFilter(event.target.value)}
          />
          <span className={styles.switch} title="Without the other published policies">
            <Switch label="This policy alone" checked={isAlone} onChange={setAlone} />
            <span aria-hidden>This policy alone</span>
          </span>
          <Button
            type="submit"
            variant="primary"
            icon={<Play aria-hidden />}
            disabled={content === null || isRunning}
            busy={start.isPending}
          >
            Start backtest
          </Button>
        </form>
        {start.error !== null && (
          <p role="alert" className={styles.problem}>
            {problemText(start.error)}
          </p>
        )}
        {content === null && (
          <p role="alert" className={styles.problem}>
            The rules cannot be asked as they stand: what is wrong is marked red under Rules.
          </p>
        )}
      </Card>
      {backtest === null ? (
        <Card>
          <EmptyState icon={<FlaskConical aria-hidden />} title="No backtest yet">
            It asks the rules, as they stand on the screen, about every exchange that was recorded in the
            range above: how many would have gone otherwise, and what that would have cost. Nothing is changed
            by it.
          </EmptyState>
        </Card>
      ) : (
        <BacktestView
          key={backtest.id}
          backtest={backtest}
          isOld={content !== null && !isOfContent(backtest, content)}
          onCancel={() => cancel.mutate({ id: backtest.id })}
        />
      )}
    </div>
  );
}

function isOfContent({ request: { subject } }: Backtest, content: NonNullable<EditedPolicy['readyContent']>) {
  return subject.kind === 'policies' && subject.drafts.some((draft) => isSameContent(draft.content, content));
}

interface BacktestViewProps {
  readonly backtest: Backtest;
  /** The rules have been changed since. */
  readonly isOld: boolean;
  readonly onCancel: () => void;
}

function BacktestView({ backtest, isOld, onCancel }: BacktestViewProps) {
  const { id, request, state, figures, total, millis, message } = backtest;
  const [rule, setRule] = useState<ChosenRule | null>(null);
  return (
    <>
      <div className={styles.status} aria-live="polite">
        {state === 'running' ? (
          <>
            <span className={styles.progress}>
              <Progress label="Backtest" value={figures.exchanges} max={total ?? 0} />
            </span>
            <span className={styles.muted}>
              {formatCount(figures.exchanges)} of {total === null ? '…' : formatCount(total)} exchanges
            </span>
            <Button size="small" icon={<Square aria-hidden />} onClick={onCancel}>
              Cancel
            </Button>
          </>
        ) : (
          <span className={styles.muted}>
            {state === 'done' ? 'Done' : state === 'cancelled' ? 'Cancelled' : 'Failed'} in{' '}
            {formatDuration(millis)}, {formatAbsolute(request.from)} to {formatAbsolute(request.to)}
            {request.filter !== '' && `, ${displayText(request.filter, 100)}`}
            {message !== null && state === 'failed' && `: ${displayText(message, 300)}`}
          </span>
        )}
      </div>
      {isOld && state !== 'running' && (
        <Banner tone="warning" icon={<TriangleAlert aria-hidden />}>
          The rules were changed since this backtest was started. Start it again for what they would do now.
        </Banner>
      )}
      <BacktestTotals figures={figures} />
      <Caveats backtest={backtest} />
      {figures.exchanges === 0 && state === 'done' ? (
        <Card>
          <EmptyState title="No exchange in this range">
            Nothing went through the gateway then{request.filter === '' ? '' : ' that matches the filter'}.
            Choose a longer range above.
          </EmptyState>
        </Card>
      ) : (
        <>
          {figures.transitions.length > 0 && (
            <BacktestTables figures={figures} chosen={rule} onChoose={setRule} />
          )}
          <ChangedExchanges id={id} changed={figures.changed} rule={rule} />
        </>
      )}
    </>
  );
}

/** What the figures cannot know. */
function Caveats({ backtest: { figures } }: { readonly backtest: Backtest }) {
  const { rebuilt, withoutTexts, errors } = figures;
  const lines = [
    rebuilt > 0 &&
      `${formatCount(rebuilt)} exchanges were recorded before policies decided about them: what was asked of them is rebuilt from their spans.`,
    withoutTexts > 0 &&
      `${formatCount(withoutTexts)} exchanges were recorded without their texts: conditions over texts saw none.`,
    errors > 0 && `${formatCount(errors)} evaluations of rules failed.`,
  ].filter((line) => line !== false);
  if (lines.length === 0) return null;
  return (
    <ul className={styles.caveats}>
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}
