import { use, type ReactNode } from 'react';
import { classNames } from '../lib/class-names.ts';
import { useDocumentTitle } from '../lib/use-document-title.ts';
import styles from './page.module.css';
import { PageToolbar } from './page-toolbar.ts';
import { TimeRangePicker } from './time-range-picker.tsx';

export interface PageProps {
  /** The heading, and the title of the window. */
  readonly title: string;
  /** In the place of the title, which then only assistive technology reads. */
  readonly tabs?: ReactNode;
  /** Before the title, for example a link back to the list. */
  readonly leading?: ReactNode;
  /** After the title, for example badges. */
  readonly trailing?: ReactNode;
  readonly actions?: ReactNode;
  readonly hasTimeRange?: boolean;
  /** `scroll`: the page scrolls as a whole, with padding. `fill`: the content fills it and scrolls by itself. */
  readonly layout?: 'scroll' | 'fill';
  readonly children: ReactNode;
}

/** A page with its top bar. */
export function Page(props: PageProps) {
  const {
    title,
    tabs,
    leading,
    trailing,
    actions,
    hasTimeRange = false,
    layout = 'scroll',
    children,
  } = props;
  useDocumentTitle(title);
  return (
    <>
      <header className={styles.bar}>
        {leading}
        {tabs === undefined ? (
          <h1 className={styles.title} title={title}>
            {title}
          </h1>
        ) : (
          <h1 className={styles.hidden}>{title}</h1>
        )}
        {tabs}
        {trailing}
        <div className={styles.controls}>
          {actions}
          {hasTimeRange && <TimeRangePicker />}
          {use(PageToolbar)}
        </div>
      </header>
      <main id="main" className={classNames(styles.main, styles[layout])}>
        {children}
      </main>
    </>
  );
}
