import { useMemo } from 'react';
import { formatCount } from '../../lib/format.ts';
import { FindBar } from '../find-bar.tsx';
import { Tooltip } from '../tooltip.tsx';
import { rolesOf, type Entry } from './conversation-entries.ts';
import styles from './conversation.module.css';
import { roleOf } from './roles.ts';

interface ConversationToolbarProps {
  readonly entries: readonly Entry[];
  readonly query: string;
  readonly onQuery: (query: string) => void;
  readonly count: number;
  readonly current: number;
  readonly onStep: (step: 1 | -1) => void;
  readonly onRole: (role: string) => void;
}

/** Recorded roles may be anything; more of them would not fit. */
const MOST_ROLES = 6;

/** Search in the conversation, and the way from one message of a role to the next. */
export function ConversationToolbar({ entries, onRole, ...find }: ConversationToolbarProps) {
  const roles = useMemo(() => rolesOf(entries).slice(0, MOST_ROLES), [entries]);
  return (
    <div className={styles.toolbar} role="toolbar" aria-label="Conversation">
      <FindBar label="Search messages" {...find} />
      {roles.map(({ role, count }) => {
        const { label, icon: Icon } = roleOf(role);
        return (
          <Tooltip key={role} content={`Next ${label.toLowerCase()} message`}>
            <button
              type="button"
              className={styles.jump}
              aria-label={`Next ${label.toLowerCase()} message of ${count}`}
              onClick={() => onRole(role)}
            >
              <Icon size={13} aria-hidden />
              {formatCount(count)}
            </button>
          </Tooltip>
        );
      })}
    </div>
  );
}
