import type { HealthIssue } from '../../../shared/health/index.ts';
import { Badge } from '../../ui/badge.tsx';
import { CalmNote } from '../../ui/calm-note.tsx';
import { Card } from '../../ui/card.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { HelpfulLink } from './helpful-link.tsx';
import { helpfulPage } from './issue-page.ts';
import styles from './issues-card.module.css';

/** What is or was wrong, the most severe first, with what it is concluded from and what helps. */
export function IssuesCard({ issues }: { readonly issues: readonly HealthIssue[] | null }) {
  return (
    <Card title="Issues" description="ranked by what they take from the score" flush>
      {issues === null && (
        <div className={styles.loading}>
          <Skeleton height={40} />
          <Skeleton height={40} />
        </div>
      )}
      {issues?.length === 0 && <CalmNote>Nothing was wrong in this range</CalmNote>}
      {issues !== null && issues.length > 0 && (
        // Scrolled by keyboard too, so it takes focus.
        <div className={styles.scroller} tabIndex={0} role="group" aria-label="Issues">
          <ol className={styles.list}>
            {issues.map((issue) => (
              <Issue key={`${issue.component} ${issue.fact} ${issue.subject ?? ''}`} issue={issue} />
            ))}
          </ol>
        </div>
      )}
    </Card>
  );
}

function Issue({ issue }: { readonly issue: HealthIssue }) {
  const page = helpfulPage(issue);
  return (
    <li className={styles.issue}>
      <p className={styles.title}>
        <span>{issue.title}</span>
        {issue.current ? <Badge tone="warning">now</Badge> : <Badge>past</Badge>}
        <span className={styles.severity} title="What it takes from the score, times how long it lasted">
          {issue.severity}
        </span>
      </p>
      <ul className={styles.evidence}>
        {issue.evidence.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <p className={styles.recommendation}>
        {issue.recommendation}
        {page !== null && (
          <>
            {' '}
            <HelpfulLink page={page} />
          </>
        )}
      </p>
    </li>
  );
}
