import { CircleCheck, TriangleAlert, X } from 'lucide-react';
import { Toast as Radix } from 'radix-ui';
import { classNames } from '../lib/class-names.ts';
import { useToastStore } from './toast-store.ts';
import styles from './toaster.module.css';

const SHOWN_MS = 5_000;

/** Where toasts appear. Mounted once, by the shell. */
export function Toaster() {
  const toasts = useToastStore((store) => store.toasts);
  const dismiss = useToastStore((store) => store.dismiss);
  return (
    <Radix.Provider duration={SHOWN_MS} swipeDirection="right">
      {toasts.map((toast) => (
        <Radix.Root
          key={toast.id}
          className={classNames(styles.toast, styles[toast.tone])}
          onOpenChange={(open) => (open ? undefined : dismiss(toast.id))}
        >
          {toast.tone === 'ok' ? <CircleCheck aria-hidden /> : <TriangleAlert aria-hidden />}
          <div className={styles.body}>
            <Radix.Title className={styles.title}>{toast.title}</Radix.Title>
            {toast.text !== undefined && (
              <Radix.Description className={styles.text}>{toast.text}</Radix.Description>
            )}
          </div>
          <Radix.Close aria-label="Dismiss" className={styles.close}>
            <X aria-hidden />
          </Radix.Close>
        </Radix.Root>
      ))}
      <Radix.Viewport className={styles.viewport} />
    </Radix.Provider>
  );
}
