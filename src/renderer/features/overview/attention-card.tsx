import { Link } from '@tanstack/react-router';
import type { DeploymentInfo, Overview } from '../../../shared/deployment.ts';
import { StatusDot } from '../../ui/badge.tsx';
import { CalmNote } from '../../ui/calm-note.tsx';
import { Card } from '../../ui/card.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { attentionOf, type AttentionItem } from './attention.ts';
import styles from './attention-card.module.css';
import { HealthLine } from './health-line.tsx';

export interface AttentionCardProps {
  readonly overview: Overview | null;
  readonly info: DeploymentInfo | null;
}

export function AttentionCard({ overview, info }: AttentionCardProps) {
  const items = attentionOf(overview, info);
  const isLoading = overview === null || info === null;
  return (
    <Card title="Needs attention" actions={<HealthLine />} flush>
      {isLoading && <LoadingRows />}
      {!isLoading && items.length === 0 && <CalmNote>Nothing needs attention</CalmNote>}
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
      <Skeleton height={20} />
    </div>
  );
}
