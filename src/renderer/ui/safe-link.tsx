import type { MouseEvent, ReactNode } from 'react';
import { bridge } from '../lib/bridge.ts';
import { showToast } from './toast-store.ts';
import styles from './safe-link.module.css';

/** A link out of recorded text: only http and https, never with access to this page; the desktop opens it in the browser. */
export function SafeLink({
  href,
  children,
}: {
  readonly href: string | undefined;
  readonly children: ReactNode;
}) {
  if (href === undefined || !/^https?:\/\//i.test(href)) return <span title={href}>{children}</span>;
  const onClick = (event: MouseEvent) => {
    const shell = bridge();
    if (shell === undefined) return;
    event.preventDefault();
    const tellRefusal = () => showToast({ tone: 'error', title: 'The link could not be opened', text: href });
    shell.openExternal(href).then((isOpened) => {
      if (!isOpened) tellRefusal();
    }, tellRefusal);
  };
  return (
    <a
      href={href}
      title={href}
      target="_blank"
      rel="noopener noreferrer nofollow"
      className={styles.link}
      onClick={onClick}
    >
      {children}
    </a>
  );
}
