import { RecordedMarkdown } from '../../../../ui/conversation/markdown.tsx';
import styles from './text-view.module.css';

/** A text of the dashboard's author: markdown, in which HTML is text and pictures are placeholders. */
export function TextView({ text, title }: { readonly text: string; readonly title: string }) {
  return (
    <div className={styles.text} tabIndex={0} role="group" aria-label={title === '' ? 'Text' : title}>
      <RecordedMarkdown text={text} />
    </div>
  );
}
