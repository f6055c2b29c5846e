import type { Flag } from '../../../shared/flag.ts';
import { Card } from '../../ui/card.tsx';
import { Table, type TableColumn } from '../../ui/table.tsx';
import styles from './waiting-flags.module.css';

const COLUMNS: readonly TableColumn<Flag>[] = [
  { id: 'name', header: 'Flag', cell: ({ name }) => <code>{name}</code> },
  { id: 'purpose', header: 'Will', cell: ({ purpose }) => <span className={styles.purpose}>{purpose}</span> },
  { id: 'waits', header: 'Waits for', cell: ({ waitsFor }) => waitsFor },
  { id: 'default', header: 'Then starts', cell: (flag) => (flag.default ? 'on' : 'off') },
];

/** Flags whose feature this version does not have: named, and without a switch that would do nothing. */
export function WaitingFlags({ flags }: { readonly flags: readonly Flag[] }) {
  if (flags.length === 0) return null;
  return (
    <Card title="Not in this version" description="takes effect when its feature is there" flush>
      <Table
        label="Flags that wait for their feature"
        columns={COLUMNS}
        rows={flags}
        rowKey={({ name }) => name}
      />
    </Card>
  );
}
