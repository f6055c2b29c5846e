import type { ReactNode } from 'react';
import styles from './key-value-list.module.css';

export interface KeyValue {
  readonly key: string;
  readonly value: ReactNode;
}

export function KeyValueList({ items }: { readonly items: readonly KeyValue[] }) {
  return (
    <dl className={styles.list}>
      {items.map((item) => (
        <div key={item.key} className={styles.row}>
          <dt className={styles.key}>{item.key}</dt>
          <dd className={styles.value}>{item.value}</dd>
        </div>
      ))}
    </dl>
  );
}
