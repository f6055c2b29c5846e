import { KEYBOARD_MAP } from '../lib/keyboard-map.ts';
import { Keys } from './kbd.tsx';
import styles from './keyboard-map.module.css';

export function KeyboardMap() {
  return (
    <div className={styles.groups}>
      {KEYBOARD_MAP.map((group) => (
        <section key={group.title} className={styles.group}>
          <h3 className={styles.title}>{group.title}</h3>
          <dl>
            {group.shortcuts.map((shortcut) => (
              <div key={shortcut.keys} className={styles.row}>
                <dt>{shortcut.does}</dt>
                <dd>
                  <Keys keys={shortcut.keys} />
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </div>
  );
}
