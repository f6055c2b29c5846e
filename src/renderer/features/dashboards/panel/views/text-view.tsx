import { lazy, Suspense } from 'react';
import styles from './text-view.module.css';

const RecordedMarkdown = lazy(() =>
  import('../../../../ui/conversation/markdown.tsx').then((module) => ({ default: module.RecordedMarkdown })),
);

/** A text of the dashboard's author: markdown, in which HTML is text and pictures are placeholders. */
export function TextView({ text, title }: { readonly text: string; readonly title: string }) {
  return (
    <div className={styles.text} tabIndex={0} role="group" aria-label={title === '' ? 'Text' : title}>
      <Suspense>
        <RecordedMarkdown text={text} />
      </Suspense>
    </div>
  );
}
