import { ArrowDown, ArrowUp, Columns3 } from 'lucide-react';
import { Button } from '../button.tsx';
import { IconButton } from '../icon-button.tsx';
import { Popover } from '../popover.tsx';
import type { GridColumn } from './grid-column.ts';
import { moveColumn, type GridLayout } from './grid-layout.ts';
import styles from './column-menu.module.css';

interface ColumnMenuProps<Row> {
  readonly columns: readonly GridColumn<Row>[];
  readonly layout: GridLayout;
  readonly onChange: (change: (layout: GridLayout) => Partial<GridLayout>) => void;
  readonly onReset: () => void;
}

/** Which columns are shown and in which order, with the keyboard too. */
export function ColumnMenu<Row>({ columns, layout, onChange, onReset }: ColumnMenuProps<Row>) {
  const byId = new Map(columns.map((column) => [column.id, column]));
  const move = (id: string, by: 1 | -1) =>
    onChange(({ order }) => {
      const target = order[order.indexOf(id) + by];
      return { order: target === undefined ? order : moveColumn(order, id, target) };
    });
  return (
    <Popover
      label="Columns"
      align="end"
      trigger={<IconButton size="small" label="Columns" icon={<Columns3 aria-hidden="true" />} />}
    >
      <ul className={styles.list}>
        {layout.order.map((id, index) => {
          const column = byId.get(id);
          if (column === undefined) return null;
          return (
            <li key={id} className={styles.item}>
              <label className={styles.label}>
                <input
                  type="checkbox"
                  checked={layout.visibility[id] !== false}
                  disabled={column.canHide === false}
                  onChange={(event) => {
                    const { checked } = event.target;
                    onChange(({ visibility }) => ({ visibility: { ...visibility, [id]: checked } }));
                  }}
                />
                {column.header}
              </label>
              <IconButton
                size="small"
                label={`Move ${column.header} left`}
                icon={<ArrowUp aria-hidden="true" />}
                disabled={index === 0}
                onClick={() => move(id, -1)}
              />
              <IconButton
                size="small"
                label={`Move ${column.header} right`}
                icon={<ArrowDown aria-hidden="true" />}
                disabled={index === layout.order.length - 1}
                onClick={() => move(id, 1)}
              />
            </li>
          );
        })}
      </ul>
      <Button size="small" variant="ghost" onClick={onReset}>
        Reset columns
      </Button>
    </Popover>
  );
}
