import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { ArrowLeft } from 'lucide-react';
import { useCallback, useMemo, useState } from 'react';
import { displayText } from '../../lib/display-text.ts';
import { useShortcuts } from '../../lib/use-shortcuts.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Page } from '../../ui/page.tsx';
import { SplitHandle } from '../../ui/split-handle.tsx';
import { outlineSpan, rowOfSpan, Waterfall, type WaterfallModel } from '../../ui/waterfall/index.ts';
import { OdditiesButton } from './detail/oddities-button.tsx';
import { SessionLink } from './detail/session-link.tsx';
import { spanShownFirst } from './detail/span-shown-first.ts';
import { TraceActions } from './detail/trace-actions.tsx';
import { TraceSkeleton } from './detail/trace-skeleton.tsx';
import { TraceSummaryBar } from './detail/trace-summary-bar.tsx';
import { usePanelWidth } from './detail/use-panel-width.ts';
import { useTraceOutline } from './detail/use-trace-outline.ts';
import { useWaterfallSettings } from './detail/use-waterfall-settings.ts';
import { LogsToggle } from './logs/logs-toggle.tsx';
import { TraceLogs } from './logs/trace-logs.tsx';
import { SpanPanel } from './span/span-panel.tsx';
import { traceDetailSearchSchema } from './trace-detail-search.ts';
import styles from './trace-page.module.css';

/** One trace: what it was, its spans over time, and the selected span. */
export function TracePage() {
  const { traceId = '' } = useParams({ strict: false });
  const navigate = useNavigate();
  const query = useTraceOutline(traceId);
  const title = query.data === undefined ? 'Trace' : displayText(query.data.outline.summary.name, 120);
  const sessionId = query.data?.outline.summary.sessionId ?? null;
  useShortcuts({ Escape: () => void navigate({ to: '/traces' }) });
  return (
    <Page
      title={title === '' ? 'Unnamed trace' : title}
      layout="fill"
      leading={
        <Link to="/traces" tabIndex={-1}>
          <IconButton size="small" label="All traces" shortcut="Esc" icon={<ArrowLeft aria-hidden />} />
        </Link>
      }
      trailing={sessionId !== null && <SessionLink sessionId={sessionId} traceId={traceId} />}
      actions={query.isError ? undefined : <TraceActions traceId={traceId} />}
    >
      {query.data !== undefined ? (
        <TraceDetail key={traceId} model={query.data} />
      ) : query.isError ? (
        <ErrorState
          title="The trace could not be loaded"
          error={query.error}
          onRetry={() => void query.refetch()}
        />
      ) : (
        <TraceSkeleton />
      )}
    </Page>
  );
}

function TraceDetail({ model }: { model: WaterfallModel }) {
  const { summary } = model.outline;
  const { span, logs = false } = useSearch({
    strict: false,
    select: (search) => traceDetailSearchSchema.parse(search),
  });
  const navigate = useNavigate();
  const [settings, changeSettings] = useWaterfallSettings();
  const chosen = span !== undefined && rowOfSpan(model, span) !== null ? span : null;
  const selectedSpan = useMemo(() => chosen ?? spanShownFirst(model), [model, chosen]);
  const [tab, setTab] = useState<string | null>(null);
  const { width, setWidth, min, max } = usePanelWidth();
  const select = useCallback(
    (spanId: string) =>
      void navigate({
        to: '.',
        search: (previous: object) => ({ ...previous, span: spanId }),
        // The way through the spans of one trace is no way through pages.
        replace: true,
      }),
    [navigate],
  );
  const showLogs = (shown: boolean) =>
    void navigate({
      to: '.',
      search: (previous: object) => ({ ...previous, logs: shown || undefined }),
      replace: true,
    });
  const spanNameOf = (spanId: string | null) => {
    const row = spanId === null ? null : rowOfSpan(model, spanId);
    return row === null ? null : outlineSpan(model, row).name;
  };
  return (
    <div className={styles.detail}>
      <TraceSummaryBar summary={summary}>
        <OdditiesButton model={model} oddities={model.oddities} onSelect={select} />
        <LogsToggle traceId={summary.traceId} version={model} isOpen={logs} onChange={showLogs} />
      </TraceSummaryBar>
      <div className={styles.split}>
        <div className={styles.spans}>
          <div className={styles.waterfall}>
            <Waterfall
              model={model}
              selectedSpan={selectedSpan}
              isChosen={chosen !== null}
              onSelect={select}
              settings={settings}
              onSettings={changeSettings}
              label={`Spans of ${displayText(summary.name, 100)}`}
            />
          </div>
          {logs && (
            <TraceLogs
              traceId={summary.traceId}
              originUnixNano={model.outline.originUnixNano}
              version={model}
              spanNameOf={spanNameOf}
              selectedSpan={selectedSpan}
              onSelect={select}
              onClose={() => showLogs(false)}
            />
          )}
        </div>
        <SplitHandle
          label="Width of the span panel"
          size={width}
          min={min}
          max={max}
          side="after"
          onChange={setWidth}
          style={{ margin: '0 -3px' }}
        />
        <div className={styles.panel} style={{ width }}>
          {selectedSpan !== null && (
            <SpanPanel
              model={model}
              traceId={summary.traceId}
              spanId={selectedSpan}
              preferredTab={tab}
              onTab={setTab}
            />
          )}
        </div>
      </div>
    </div>
  );
}
