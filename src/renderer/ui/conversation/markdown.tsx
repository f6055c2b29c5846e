import { Image } from 'lucide-react';
import { memo } from 'react';
import Markdown, { type Components } from 'react-markdown';
import remarkGfm from 'remark-gfm';
import { SafeLink } from '../safe-link.tsx';
import styles from './markdown.module.css';

const PLUGINS = [remarkGfm];

const COMPONENTS: Components = {
  a: ({ href, children }) => <SafeLink href={href}>{children}</SafeLink>,
  // Nothing is fetched because a recorded text says so: images would tell their server who reads it.
  img: ({ alt, src }) => (
    <span className={styles.image} title={typeof src === 'string' ? src : undefined}>
      <Image size={13} aria-hidden /> {alt === undefined || alt === '' ? 'image' : alt}
    </span>
  ),
  input: ({ checked }) => <input type="checkbox" checked={checked === true} readOnly aria-label="task" />,
  table: ({ children }) => (
    <div className={styles.tableScroll}>
      <table>{children}</table>
    </div>
  ),
};

/** Markdown of models and users: raw HTML in it is text, images are placeholders, links leave the page safely. */
export const RecordedMarkdown = memo(function RecordedMarkdown({ text }: { text: string }) {
  return (
    <div className={styles.markdown} dir="auto">
      <Markdown remarkPlugins={PLUGINS} components={COMPONENTS}>
        {text}
      </Markdown>
    </div>
  );
});
