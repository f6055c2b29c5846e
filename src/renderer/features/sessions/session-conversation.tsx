import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useImperativeHandle, useRef, type Ref } from 'react';
import type { TraceSummary } from '../../../shared/trace.ts';
import { formatCount } from '../../lib/format.ts';
import styles from './session-conversation.module.css';
import { TurnView } from './turn-view.tsx';
import { useTurnMessages } from './use-turn-messages.ts';

/** Before a turn was measured. */
const USUAL_HEIGHT = 340;
const OVERSCAN = 3;
/** This near to the end, the reader follows the conversation. */
const AT_END = 120;

export interface ConversationHandle {
  readonly goTo: (index: number) => void;
}

interface SessionConversationProps {
  readonly turns: readonly TraceSummary[];
  /** Turns before the first one here, which are not shown. */
  readonly omitted: number;
  readonly current: number;
  readonly onCurrent: (index: number) => void;
  readonly startAt: number;
  readonly handle: Ref<ConversationHandle>;
}

/** The turns one below the other; only those in sight exist. Whoever reads the end is taken along as turns come in. */
export function SessionConversation(props: SessionConversationProps) {
  const { turns, omitted, current, onCurrent, startAt, handle } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: turns.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => USUAL_HEIGHT,
    getItemKey: (index) => turns[index]?.traceId ?? index,
    overscan: OVERSCAN,
  });
  const items = virtualizer.getVirtualItems();
  const messages = useTurnMessages(turns, items[0]?.index ?? 0, items.at(-1)?.index ?? 0);
  const goTo = (index: number) => {
    virtualizer.scrollToIndex(index, { align: 'start' });
    onCurrent(index);
  };
  useImperativeHandle(handle, () => ({ goTo }));
  const wasAtEnd = useFollowing(scroller, turns.length, () =>
    virtualizer.scrollToIndex(turns.length - 1, { align: 'end' }),
  );
  useEffect(() => {
    if (startAt > 0) virtualizer.scrollToIndex(startAt, { align: 'start' });
  }, [virtualizer, startAt]);

  const isInSight = (element: HTMLElement, index: number) =>
    items.some(
      (item) =>
        item.index === index &&
        item.end > element.scrollTop &&
        item.start < element.scrollTop + element.clientHeight,
    );
  const noteScroll = () => {
    const element = scroller.current;
    if (element === null) return;
    wasAtEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight < AT_END;
    // The last turns cannot come to the top: one of them that was gone to stays the current one.
    if (wasAtEnd.current && isInSight(element, current)) return;
    const top = virtualizer.getVirtualItemForOffset(element.scrollTop + 60);
    if (top !== undefined && top.index !== current) onCurrent(top.index);
  };
  return (
    <div
      ref={scroller}
      className={styles.scroller}
      tabIndex={0}
      role="region"
      aria-label="Conversation"
      onScroll={noteScroll}
    >
      {omitted > 0 && <p className={styles.omitted}>{formatCount(omitted)} earlier turns are not shown.</p>}
      <div className={styles.turns} style={{ height: virtualizer.getTotalSize() }}>
        {items.map((item) => {
          const trace = turns[item.index];
          if (trace === undefined) return null;
          return (
            <div
              key={item.key}
              ref={virtualizer.measureElement}
              data-index={item.index}
              className={styles.place}
              style={{ transform: `translateY(${item.start}px)` }}
            >
              <TurnView
                trace={trace}
                number={omitted + item.index + 1}
                turn={messages.of(trace.traceId)}
                error={messages.error}
                onRetry={messages.retry}
                isCurrent={item.index === current}
              />
            </div>
          );
        })}
      </div>
    </div>
  );
}

/** Goes to the end when turns are added while the end is in sight. */
function useFollowing(scroller: React.RefObject<HTMLElement | null>, count: number, goToEnd: () => void) {
  const wasAtEnd = useRef(false);
  const before = useRef(count);
  useEffect(() => {
    if (count > before.current && wasAtEnd.current && scroller.current !== null) goToEnd();
    before.current = count;
  });
  return wasAtEnd;
}
