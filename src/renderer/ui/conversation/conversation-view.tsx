import { useCallback, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import type { Conversation } from '../../../shared/conversation.ts';
import { formatCount } from '../../lib/format.ts';
import { conversationEntries, nextOfRole, searchEntries, type Entry } from './conversation-entries.ts';
import { ConversationToolbar } from './conversation-toolbar.tsx';
import styles from './conversation.module.css';
import { clearMarks, markFound } from './mark-found.ts';
import { matchToolCalls } from './match-tool-calls.ts';
import { MessageView } from './message-view.tsx';
import { ToolDefinitions } from './tool-definitions.tsx';

/** Up to so many messages are all open at first; of more, only the last ones are there. */
const ALL_OPEN = 30;
const LAST_OPEN = 12;
/** Folded messages are one line each; still, thousands of them are not drawn at once. */
const SHOWN_AT_ONCE = 400;
const TOOLBAR_FROM = 4;

/** The message that was jumped to. */
interface Target {
  readonly index: number;
  /** What was searched in it; null when it was not found by searching. */
  readonly query: string | null;
}

interface ConversationViewProps {
  readonly conversation: Conversation;
  /** Messages before these that are not here, for there are too many. */
  readonly omitted?: number;
  /** One of several parts of a conversation on a page: it has no search of its own. */
  readonly isPart?: boolean;
}

/** The messages of a model call: what it was sent, then what it answered. */
export function ConversationView({ conversation, omitted = 0, isPart = false }: ConversationViewProps) {
  const { input, output, tools } = conversation;
  const matches = useMemo(() => matchToolCalls([...input, ...output]), [input, output]);
  const entries = useMemo(() => conversationEntries(conversation, matches), [conversation, matches]);
  const list = useRef<HTMLDivElement>(null);
  const state = useOpenMessages(entries);
  const [query, setQuery] = useState('');
  const [target, setTarget] = useState<Target>({ index: -1, query: null });
  const searched = useDeferredValue(query);
  const found = useMemo(() => searchEntries(entries, searched, matches), [entries, searched, matches]);
  const goTo = (index: number, wanted: string | null) => {
    if (index < 0) return;
    state.show(index);
    setTarget({ index, query: wanted });
  };
  useEffect(() => {
    const element = list.current?.querySelector(`[data-entry="${target.index}"]`);
    if (!(element instanceof HTMLElement)) return;
    const first = target.query === null ? null : markFound(element, target.query);
    (first?.startContainer.parentElement ?? element).scrollIntoView({
      block: first === null ? 'start' : 'center',
    });
    if (target.query === null) element.focus({ preventScroll: true });
    return clearMarks;
  }, [target]);
  const current = target.query === searched ? found.indexOf(target.index) : -1;
  const step = (by: 1 | -1) => {
    const next = current === -1 ? (by === 1 ? 0 : found.length - 1) : current + by;
    goTo(found[(next + found.length) % Math.max(1, found.length)] ?? -1, searched);
  };
  return (
    <div className={styles.conversation}>
      {!isPart && entries.length >= TOOLBAR_FROM && (
        <ConversationToolbar
          entries={entries}
          query={query}
          onQuery={setQuery}
          count={found.length}
          current={current}
          onStep={step}
          onRole={(role) => goTo(nextOfRole(entries, role, target.index), null)}
        />
      )}
      {tools.length > 0 && <ToolDefinitions tools={tools} />}
      {omitted > 0 && (
        <p className={styles.quiet}>
          {formatCount(omitted)} earlier messages are too many to show; Raw JSON has them all.
        </p>
      )}
      {state.from > 0 && (
        <button type="button" className={styles.unfold} onClick={state.showEarlier}>
          Show {formatCount(Math.min(state.from, SHOWN_AT_ONCE))} of {formatCount(state.from)} earlier
          messages
        </button>
      )}
      <div ref={list} className={styles.messages}>
        {entries.slice(state.from).map((entry, offset) => {
          const index = state.from + offset;
          return (
            <Place
              key={index}
              entry={entry}
              isFirstAnswer={entry.isAnswer && entries[index - 1]?.isAnswer !== true}
            >
              <MessageView
                entry={entry}
                index={index}
                matches={matches}
                isOpen={state.isOpen(index)}
                isWhole={target.query !== null && target.index === index}
                onToggle={entries.length > ALL_OPEN ? state.toggle : null}
              />
            </Place>
          );
        })}
      </div>
    </div>
  );
}

interface PlaceProps {
  readonly entry: Entry;
  readonly isFirstAnswer: boolean;
  readonly children: React.ReactNode;
}

/** A message under the line that says where it belongs. */
function Place({ entry, isFirstAnswer, children }: PlaceProps) {
  return (
    <>
      {entry.isFirstNew && <div className={styles.divider}>New in this call</div>}
      {isFirstAnswer && <div className={styles.divider}>Answer</div>}
      {children}
    </>
  );
}

/** Which messages are drawn, and which of those are open. */
function useOpenMessages(entries: readonly Entry[]) {
  const [from, setFrom] = useState(() => (entries.length <= ALL_OPEN ? 0 : entries.length - LAST_OPEN));
  const [changed, setChanged] = useState<ReadonlyMap<number, boolean>>(new Map());
  const isOpenAtFirst = (index: number) => entries.length <= ALL_OPEN || index >= entries.length - LAST_OPEN;
  const isOpen = (index: number) => changed.get(index) ?? isOpenAtFirst(index);
  const count = entries.length;
  const toggle = useCallback(
    (index: number) =>
      setChanged((before) => {
        const atFirst = count <= ALL_OPEN || index >= count - LAST_OPEN;
        return new Map(before).set(index, !(before.get(index) ?? atFirst));
      }),
    [count],
  );
  const show = (index: number) => {
    setFrom(Math.min(from, index));
    if (!isOpen(index)) setChanged(new Map(changed).set(index, true));
  };
  return { from, isOpen, toggle, show, showEarlier: () => setFrom(Math.max(0, from - SHOWN_AT_ONCE)) };
}
