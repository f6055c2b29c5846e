import { Link } from '@tanstack/react-router';
import { CircleCheck } from 'lucide-react';
import type { DeploymentInfo, Overview } from '../../../shared/deployment.ts';
import { StatusDot } from '../../ui/badge.tsx';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { attentionOf, type AttentionItem } from './attention.ts';
import styles from './attention-card.module.css';

export interface AttentionCardProps {
  readonly overview: Overview | null;
  readonly info: DeploymentInfo | null;
}

export function AttentionCard({ overview, info }: AttentionCardProps) {
  const items = attentionOf(overview, info);
  const isLoading = overview === null || info === null;
  return (
    <Card title="Needs attention" flush className={styles.card}>
      {isLoading && <LoadingRows />}
      {!isLoading && items.length === 0 && (
        <EmptyState icon={<CircleCheck aria-hidden />} title="Nothing needs attention">
          Failing models, unrecorded calls, missing prices and full queues appear here.
        </EmptyState>
      )}
      {!isLoading && items.length > 0 && (
        <ul className={styles.list}>
          {items.map((item) => (
            <li key={item.id}>
              <ItemLink item={item} />
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function ItemLink({ item }: { readonly item: AttentionItem }) {
  const content = (
    <>
      <span className={styles.dot}>
        <StatusDot tone={item.tone} label={item.tone} />
      </span>
      <span>
        <span className={styles.title}>{item.title}</span>
        <span className={styles.text}>{item.text}</span>
      </span>
    </>
  );
  if (item.link === null) return <div className={styles.item}>{content}</div>;
  if (item.link.to === '/settings') {
    return (
      <Link to="/settings" search={{ section: item.link.section }} className={styles.item}>
        {content}
      </Link>
    );
  }
  return (
    <Link to="/traces" search={item.link.search} className={styles.item}>
      {content}
    </Link>
  );
}

function LoadingRows() {
  return (
    <div className={styles.loading}>
      {[1, 2, 3].map((row) => (
        <Skeleton key={row} height={32} />
      ))}
    </div>
  );
}
