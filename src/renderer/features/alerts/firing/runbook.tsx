import { BookOpen } from 'lucide-react';
import { RecordedMarkdown } from '../../../ui/conversation/markdown.tsx';
import { InlineError } from '../../../ui/inline-error.tsx';
import { Skeleton } from '../../../ui/skeleton.tsx';
import { useRunbook } from '../use-alerts.ts';
import styles from './runbook.module.css';

/** What to do about an alert, as its runbook says. */
export function Runbook({ name }: { readonly name: string }) {
  const { data, error, refetch } = useRunbook(name);
  return (
    <aside aria-label="Runbook" className={styles.runbook}>
      <p className={styles.head}>
        <BookOpen aria-hidden /> Runbook
      </p>
      {error !== null && (
        <InlineError title="The runbook could not be loaded" error={error} onRetry={() => void refetch()} />
      )}
      {data === undefined && error === null && <Skeleton height={160} />}
      {data !== undefined && (
        // Scrolled by keyboard too, so it takes focus.
        <div tabIndex={0} role="group" aria-label="Text of the runbook" className={styles.text}>
          <RecordedMarkdown text={withoutHead(data)} />
        </div>
      )}
    </aside>
  );
}

/** Its title, the alert and its expression stand beside it already. */
function withoutHead(text: string): string {
  const start = text.indexOf('\n## ');
  return start < 0 ? text : text.slice(start + 1).replaceAll(/^## /gm, '#### ');
}
