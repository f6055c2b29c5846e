import { useEffect, useRef, useState, type ReactNode } from 'react';

export interface FormProps {
  readonly id: string;
  readonly className?: string | undefined;
  /** Sends what was typed, or marks what is wrong with it. */
  readonly onSubmit: () => void;
  readonly children: ReactNode;
}

/** A form that judges its fields itself. A submit that finds something wrong leads to the first such field. */
export function Form({ id, className, onSubmit, children }: FormProps) {
  const form = useRef<HTMLFormElement>(null);
  const [submits, setSubmits] = useState(0);
  useEffect(() => {
    if (submits > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [submits]);
  return (
    <form
      ref={form}
      id={id}
      noValidate
      className={className}
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
        setSubmits((before) => before + 1);
      }}
    >
      {children}
    </form>
  );
}
