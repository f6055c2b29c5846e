import styles from './brand-mark.module.css';

/** The mark of Signalbox: a signal's arm and lamp. */
export function BrandMark({ size = 24 }: { readonly size?: number }) {
  return (
    <svg viewBox="0 0 24 24" width={size} height={size} aria-hidden focusable="false">
      <rect width="24" height="24" rx="6" className={styles.plate} />
      <path d="M7.5 5v14" className={styles.post} />
      <path d="M7.5 8.5 16.5 6v5l-9 2.2z" className={styles.arm} />
      <circle cx="13" cy="16.4" r="2.1" className={styles.lamp} />
    </svg>
  );
}
