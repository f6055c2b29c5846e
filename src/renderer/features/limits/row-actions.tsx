import { Pencil, Trash2 } from 'lucide-react';
import { IconButton } from '../../ui/icon-button.tsx';
import styles from './limits-page.module.css';

export interface RowActionsProps {
  /** What the buttons are about, as their names say it. */
  readonly subject: string;
  readonly onEdit: () => void;
  readonly onRemove: () => void;
}

export function RowActions({ subject, onEdit, onRemove }: RowActionsProps) {
  return (
    <span className={styles.actions}>
      <IconButton size="small" label={`Edit ${subject}`} icon={<Pencil aria-hidden />} onClick={onEdit} />
      <IconButton size="small" label={`Remove ${subject}`} icon={<Trash2 aria-hidden />} onClick={onRemove} />
    </span>
  );
}
