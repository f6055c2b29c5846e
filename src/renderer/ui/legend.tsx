import styles from './legend.module.css';

export interface LegendEntry {
  readonly name: string;
  /** A CSS colour: a token. */
  readonly colour: string;
}

export function Legend({ entries }: { readonly entries: readonly LegendEntry[] }) {
  return (
    <ul className={styles.legend}>
      {entries.map((entry) => (
        <li key={entry.name} className={styles.entry}>
          <span className={styles.swatch} style={{ background: entry.colour }} aria-hidden />
          {entry.name}
        </li>
      ))}
    </ul>
  );
}
