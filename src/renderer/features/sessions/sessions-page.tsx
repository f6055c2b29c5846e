import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { MessagesSquare, Play } from 'lucide-react';
import { useCallback, useMemo } from 'react';
import type { SessionSummary } from '../../../shared/session.ts';
import { useTRPC } from '../../lib/engine-client.ts';
import { lastRangeSearch } from '../../lib/time-range.ts';
import { useSetTimeRange, useTimeRange } from '../../lib/use-time-range.ts';
import { useWorkload } from '../../lib/use-workload.ts';
import { Button } from '../../ui/button.tsx';
import { CodeSnippet } from '../../ui/code-snippet.tsx';
import { DataGrid, pagedRows, useGridLayout } from '../../ui/data-grid/index.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Page } from '../../ui/page.tsx';
import { TracesTabs } from '../../ui/traces-tabs.tsx';
import { SESSION_COLUMNS } from './session-columns.tsx';
import styles from './sessions-page.module.css';
import { useSessions } from './use-sessions.ts';

/** Asks for the next page when fewer rows than this are left below. */
const LOAD_AHEAD = 30;
const rowKey = ({ sessionId }: SessionSummary) => sessionId;

/** Conversations, by their latest turn. */
export function SessionsPage() {
  const range = useTimeRange();
  const query = useSessions(range);
  const navigate = useNavigate();
  const open = useCallback(
    ({ sessionId }: SessionSummary) => void navigate({ to: '/sessions/$sessionId', params: { sessionId } }),
    [navigate],
  );
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  const rows = useMemo(() => data?.pages.flatMap(({ sessions }) => sessions) ?? [], [data]);
  const gridRows = useMemo(() => pagedRows(rows, hasNextPage, rowKey), [rows, hasNextPage]);
  const layout = useGridLayout('sessions', SESSION_COLUMNS);
  const onSight = useCallback(
    (_first: number, last: number) => {
      if (hasNextPage && !isFetchingNextPage && last >= rows.length - LOAD_AHEAD) void fetchNextPage();
    },
    [rows.length, hasNextPage, isFetchingNextPage, fetchNextPage],
  );
  return (
    <Page title="Sessions" tabs={<TracesTabs />} hasTimeRange layout="fill">
      <div className={styles.list}>
        {query.isError && rows.length === 0 ? (
          <ErrorState
            title="The sessions could not be loaded"
            error={query.error}
            onRetry={() => void query.refetch()}
          />
        ) : (
          <DataGrid
            label="Sessions"
            columns={SESSION_COLUMNS}
            layout={layout}
            rows={gridRows}
            onOpen={open}
            onSight={onSight}
            isLoading={query.isPending}
            empty={<NoSessions />}
          />
        )}
      </div>
    </Page>
  );
}

const ATTRIBUTE = 'span.setAttribute("gen_ai.conversation.id", "conversation-42")';

function callWithSession(gatewayUrl: string): string {
  const body = '{"model":"gpt-4o-mini","messages":[{"role":"user","content":"Hello"}]}';
  return `curl ${gatewayUrl}/v1/chat/completions \\
  -H 'x-signalbox-session: conversation-42' -H 'content-type: application/json' \\
  -d '${body}'`;
}

function NoSessions() {
  const trpc = useTRPC();
  const info = useQuery(trpc.deployment.info.queryOptions());
  const setRange = useSetTimeRange();
  const { state, start } = useWorkload();
  return (
    <EmptyState
      icon={<MessagesSquare aria-hidden />}
      title="No conversation in this time range"
      actions={
        <>
          {info.data?.database.traces === 0 && (
            <Button
              variant="primary"
              icon={<Play aria-hidden />}
              busy={state?.state === 'running'}
              onClick={start}
            >
              Run sample workload
            </Button>
          )}
          <Button size="small" onClick={() => setRange(lastRangeSearch('7d'))}>
            Show the last 7 days
          </Button>
        </>
      }
    >
      <p>Traces that name the same session are one conversation. Name it with a header or an attribute:</p>
      <div className={styles.snippets}>
        {info.data !== undefined && (
          <CodeSnippet what="call with the header" code={callWithSession(info.data.gatewayUrl)} />
        )}
        <CodeSnippet what="attribute of a span" code={ATTRIBUTE} />
      </div>
    </EmptyState>
  );
}
