import { ChevronDown, ChevronRight, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { DashboardModel, Panel } from '../../../../shared/dashboard/index.ts';
import { classNames } from '../../../lib/class-names.ts';
import { displayText } from '../../../lib/display-text.ts';
import { IconButton } from '../../../ui/icon-button.tsx';
import { GRID_HANDLE } from '../../../ui/panel-grid/index.ts';
import { panelsOfRow, removePanel, replacePanel } from '../model/edit-model.ts';
import styles from './row-heading.module.css';

interface RowHeadingProps {
  readonly row: Panel;
  /** With the values of variables in it. */
  readonly title: string;
  readonly panels: readonly Panel[];
  readonly isEditing: boolean;
  readonly onChange: (change: (model: DashboardModel) => DashboardModel) => void;
  readonly onFold: () => void;
}

/** The heading of some panels, which folds them away. */
export function RowHeading({ row, title: filled, panels, isEditing, onChange, onFold }: RowHeadingProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const { collapsed } = row.options;
  const count = panelsOfRow(panels, row).length;
  const title = displayText(filled === '' ? 'Row' : filled, 120);
  const rename = () => {
    if (typed !== null) onChange((model) => replacePanel(model, { ...row, title: typed.slice(0, 200) }));
    setTyped(null);
  };
  return (
    <div className={classNames(styles.row, isEditing && GRID_HANDLE)}>
      <button type="button" className={styles.fold} aria-expanded={!collapsed} onClick={onFold}>
        {collapsed ? <ChevronRight aria-hidden /> : <ChevronDown aria-hidden />}
        {!isEditing && <span className={styles.title}>{title}</span>}
        {isEditing && <span className={styles.hidden}>{title}</span>}
      </button>
      {isEditing && (
        <input
          className={styles.name}
          aria-label="Title of the row"
          value={typed ?? row.title}
          maxLength={200}
          onChange={({ target }) => setTyped(target.value)}
          onBlur={rename}
          onKeyDown={({ key }) => (key === 'Enter' ? rename() : undefined)}
        />
      )}
      {collapsed && <span className={styles.count}>{count === 1 ? '1 panel' : `${count} panels`}</span>}
      {isEditing && (
        <IconButton
          size="small"
          label={`Remove the row ${title}; its panels stay`}
          icon={<Trash2 aria-hidden />}
          onClick={() => onChange((model) => removePanel(model, row.id))}
        />
      )}
    </div>
  );
}
