import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { ArrowLeft } from 'lucide-react';
import { useCallback, useRef, useState } from 'react';
import type { Session } from '../../../shared/session.ts';
import { displayText } from '../../lib/display-text.ts';
import { useShortcuts } from '../../lib/use-shortcuts.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Page } from '../../ui/page.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { SessionConversation, type ConversationHandle } from './session-conversation.tsx';
import styles from './session-page.module.css';
import { sessionSearchSchema } from './session-search.ts';
import { SessionTotals } from './session-totals.tsx';
import { TurnTimeline } from './turn-timeline.tsx';
import { useSession } from './use-session.ts';

/** One conversation across its traces, in order. */
export function SessionPage() {
  const { sessionId = '' } = useParams({ strict: false });
  const navigate = useNavigate();
  const query = useSession(sessionId);
  useShortcuts({ Escape: () => void navigate({ to: '/sessions' }) });
  return (
    <Page
      title={displayText(sessionId, 120)}
      layout="fill"
      leading={
        <Link to="/sessions" tabIndex={-1}>
          <IconButton size="small" label="All sessions" shortcut="Esc" icon={<ArrowLeft aria-hidden />} />
        </Link>
      }
      trailing={<CopyButton what="session id" text={sessionId} />}
    >
      {query.data !== undefined ? (
        <SessionDetail key={sessionId} session={query.data} />
      ) : query.isError ? (
        <ErrorState
          title="The session could not be loaded"
          error={query.error}
          onRetry={() => void query.refetch()}
        />
      ) : (
        <SessionSkeleton />
      )}
    </Page>
  );
}

function SessionDetail({ session }: { readonly session: Session }) {
  const { summary, turns } = session;
  const { turn } = useSearch({ strict: false, select: (search) => sessionSearchSchema.parse(search) });
  const [startAt] = useState(() =>
    Math.max(
      0,
      turns.findIndex(({ traceId }) => traceId === turn),
    ),
  );
  const navigate = useNavigate();
  const conversation = useRef<ConversationHandle>(null);
  const [current, setCurrent] = useState(startAt);
  const omitted = summary.traceCount - turns.length;
  const goTo = useCallback(
    (index: number) => {
      const traceId = turns[index]?.traceId;
      if (traceId === undefined) return;
      conversation.current?.goTo(index);
      void navigate({
        to: '.',
        search: (previous: object) => ({ ...previous, turn: traceId }),
        replace: true,
      });
    },
    [navigate, turns],
  );
  useShortcuts({ j: () => goTo(current + 1), k: () => goTo(current - 1) });
  return (
    <div className={styles.detail}>
      <SessionConversation
        handle={conversation}
        turns={turns}
        omitted={omitted}
        current={current}
        onCurrent={setCurrent}
        startAt={startAt}
      />
      <aside className={styles.side} aria-label="The session in figures">
        <SessionTotals session={session} />
        <TurnTimeline turns={turns} omitted={omitted} current={current} onGoTo={goTo} />
      </aside>
    </div>
  );
}

function SessionSkeleton() {
  return (
    <div className={styles.detail} role="status" aria-label="Loading the session">
      <div className={styles.skeleton}>
        {[52, 96, 44, 120, 52, 80].map((height, index) => (
          <Skeleton key={index} width={index % 2 === 0 ? '46%' : '100%'} height={height} />
        ))}
      </div>
      <div className={styles.side} />
    </div>
  );
}
