import { useEffect, useId, useRef, useState, type ReactNode } from 'react';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import styles from './form-dialog.module.css';

export interface FormDialogProps {
  readonly title: string;
  readonly description: string;
  readonly width?: 'narrow' | 'wide';
  /** The verb with its object: "Add provider". */
  readonly submit: string;
  readonly busy: boolean;
  /** What is wrong with the form as a whole, or why it could not be sent. */
  readonly error: string | null;
  /** Sends what was typed, or marks what is wrong with it. */
  readonly onSubmit: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A dialog whose form judges its fields itself. A submit that finds something wrong leads to the first such field. */
export function FormDialog(props: FormDialogProps) {
  const { title, description, width = 'narrow', submit, busy, error, onSubmit, onClose, children } = props;
  const id = useId();
  const form = useRef<HTMLFormElement>(null);
  const [submits, setSubmits] = useState(0);
  useEffect(() => {
    if (submits > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [submits]);
  return (
    <Dialog
      open
      onClose={onClose}
      width={width}
      title={title}
      description={description}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" type="submit" form={id} busy={busy}>
            {submit}
          </Button>
        </>
      }
    >
      <form
        ref={form}
        id={id}
        noValidate
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          onSubmit();
          setSubmits((before) => before + 1);
        }}
      >
        {children}
        {error !== null && (
          <p role="alert" className={styles.error}>
            {error}
          </p>
        )}
      </form>
    </Dialog>
  );
}
