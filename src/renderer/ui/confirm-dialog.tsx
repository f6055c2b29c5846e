import { problemText } from '../lib/problem.ts';
import { Button } from './button.tsx';
import styles from './confirm-dialog.module.css';
import { Dialog } from './dialog.tsx';

export interface ConfirmDialogProps {
  /** "Remove acme?" */
  readonly title: string;
  /** What happens then. */
  readonly description: string;
  /** The verb with its object: "Remove provider". */
  readonly confirm: string;
  readonly busy: boolean;
  /** Why it did not work; null: it was not tried yet, or did. */
  readonly error: unknown;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** Asks before something is taken away. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { title, description, confirm, busy, error, onConfirm, onClose } = props;
  const problem = problemText(error);
  return (
    <Dialog
      open
      onClose={onClose}
      title={title}
      description={description}
      actions={
        <>
          <Button onClick={onClose}>Keep it</Button>
          <Button variant="danger" busy={busy} onClick={onConfirm}>
            {confirm}
          </Button>
        </>
      }
    >
      {problem !== null && (
        <p role="alert" className={styles.error}>
          {problem}
        </p>
      )}
    </Dialog>
  );
}
