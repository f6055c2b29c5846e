import styles from './kbd.module.css';

const MAC = /mac/i.test(navigator.platform);

/** One key as a cap. `Mod` is Command on a Mac and Ctrl elsewhere. */
export function Kbd({ children }: { readonly children: string }) {
  return <kbd className={styles.key}>{children === 'Mod' ? (MAC ? '⌘' : 'Ctrl') : children}</kbd>;
}

/** Keys as the keyboard map writes them: "g t" are pressed one after the other, "Mod+K" together. */
export function Keys({ keys }: { readonly keys: string }) {
  return (
    <span className={styles.keys}>
      {keys.split(/ |(?<=\w)\+(?=\w)/).map((key) => (
        <Kbd key={key}>{key}</Kbd>
      ))}
    </span>
  );
}
