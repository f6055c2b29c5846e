import { Link } from '@tanstack/react-router';
import { MessagesSquare } from 'lucide-react';
import styles from './session-link.module.css';

interface SessionLinkProps {
  readonly sessionId: string;
  readonly traceId: string;
}

/** Leads from a trace to its turn in the conversation that it belongs to. */
export function SessionLink({ sessionId, traceId }: SessionLinkProps) {
  return (
    <Link
      to="/sessions/$sessionId"
      params={{ sessionId }}
      search={{ turn: traceId }}
      className={styles.link}
      title="Read the conversation that this trace is a turn of"
    >
      <MessagesSquare aria-hidden />
      Session
    </Link>
  );
}
