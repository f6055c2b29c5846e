import styles from './figure-tiles.module.css';

export interface FigureTile {
  readonly label: string;
  readonly value: string;
  /** The exact value, on hover. */
  readonly exact?: string;
  readonly note: string;
}

/** Figures side by side. */
export function FigureTiles({ tiles }: { readonly tiles: readonly FigureTile[] }) {
  return (
    <dl className={styles.tiles}>
      {tiles.map(({ label, value, exact, note }) => (
        <div key={label} className={styles.tile}>
          <dt className={styles.label}>{label}</dt>
          <dd className={styles.value} title={exact}>
            {value}
          </dd>
          <dd className={styles.note}>{note}</dd>
        </div>
      ))}
    </dl>
  );
}
