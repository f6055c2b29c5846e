import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { ArrowLeft, Download, ListTree, Square, Trash2, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { REPORT_FORMATS, type LoadRun } from '../../../../shared/load/index.ts';
import { displayText } from '../../../lib/display-text.ts';
import { formatAbsolute } from '../../../lib/format-time.ts';
import { Banner } from '../../../ui/banner.tsx';
import { Button } from '../../../ui/button.tsx';
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx';
import { ErrorState } from '../../../ui/error-state.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { Menu, MenuItem } from '../../../ui/menu.tsx';
import { Page } from '../../../ui/page.tsx';
import { Skeleton } from '../../../ui/skeleton.tsx';
import { StateBadge } from '../state-badge.tsx';
import { useLoadRun, useRemoveLoad, useReport } from '../use-load.ts';
import { ComparisonCard } from './comparison-card.tsx';
import { LiveRun } from './live-run.tsx';
import { RunResult } from './run-result.tsx';
import styles from './run.module.css';

/** One run: as it goes on, and what came of it. */
export function LoadRunPage() {
  const { id } = useParams({ from: '/load/$id' });
  const { base } = useSearch({ from: '/load/$id' });
  const navigate = useNavigate();
  const { run, live, stop } = useLoadRun(id);
  const found = run.data;
  if (found === undefined)
    return (
      <Page title="Load test" leading={<Back />}>
        {run.error === null ? (
          <Skeleton height={240} />
        ) : (
          <ErrorState
            title="The load test could not be loaded"
            error={run.error}
            onRetry={() => void run.refetch()}
          />
        )}
      </Page>
    );
  const isRunning = found.state === 'running';
  return (
    <Page
      title={displayText(found.name, 80)}
      leading={<Back />}
      trailing={<StateBadge state={found.state} />}
      actions={
        isRunning ? (
          <Button
            icon={<Square aria-hidden />}
            variant="danger"
            busy={stop.isPending}
            onClick={() => stop.mutate({ id })}
          >
            Abort
          </Button>
        ) : (
          <RunActions run={found} />
        )
      }
    >
      <div className={styles.page}>
        <p className={styles.about}>{aboutText(found)}</p>
        {found.message !== null && (
          <Banner
            tone={found.state === 'failed' || found.state === 'broken' ? 'error' : 'warning'}
            icon={<TriangleAlert aria-hidden />}
          >
            {displayText(found.message, 400)}
          </Banner>
        )}
        {isRunning && <LiveRun live={live} />}
        {found.measurement !== null && (
          <>
            <RunResult measurement={found.measurement} observation={found.observation} />
            <ComparisonCard
              id={id}
              base={base}
              onBase={(next) =>
                void navigate({ to: '/load/$id', params: { id }, search: { base: next }, replace: true })
              }
            />
          </>
        )}
      </div>
    </Page>
  );
}

function aboutText({ target, plan, startedAt, startedBy }: LoadRun): string {
  const { model, stages, start } = plan.shape;
  const most = Math.max(start, ...stages.map((stage) => stage.target));
  const load =
    model === 'open' ? `open model, up to ${most} per second` : `closed model, up to ${most} users`;
  return `${displayText(target, 120)}, ${load}, ${formatAbsolute(startedAt)}, by ${displayText(startedBy, 60)}`;
}

function Back() {
  return (
    <Link to="/load" tabIndex={-1}>
      <IconButton size="small" label="All load tests" icon={<ArrowLeft aria-hidden />} />
    </Link>
  );
}

function RunActions({ run: { id, name, session, measurement } }: { readonly run: LoadRun }) {
  const navigate = useNavigate();
  const report = useReport();
  const [isRemoving, setRemoving] = useState(false);
  const remove = useRemoveLoad(() => void navigate({ to: '/load' }));
  return (
    <>
      {session !== null && (
        <Link to="/traces" search={{ q: `session:"${session}"`, range: '24h' }} tabIndex={-1}>
          <Button icon={<ListTree aria-hidden />}>Its traces</Button>
        </Link>
      )}
      {measurement !== null && (
        <Menu
          align="end"
          trigger={
            <Button icon={<Download aria-hidden />} busy={report.isPending}>
              Report
            </Button>
          }
        >
          {REPORT_FORMATS.map((format) => (
            <MenuItem key={format} onSelect={() => report.mutate({ id, format })}>
              {format.toUpperCase()}
            </MenuItem>
          ))}
        </Menu>
      )}
      <IconButton label="Remove this run" icon={<Trash2 aria-hidden />} onClick={() => setRemoving(true)} />
      {isRemoving && (
        <ConfirmDialog
          title={`Remove ${displayText(name, 60)}?`}
          description="Its result goes with it; its traces stay."
          confirm="Remove run"
          busy={remove.isPending}
          error={remove.error}
          onConfirm={() => remove.mutate({ id })}
          onClose={() => setRemoving(false)}
        />
      )}
    </>
  );
}
