import { ChevronLeft } from 'lucide-react';
import { useState } from 'react';
import { displayText } from '../../lib/display-text.ts';
import { formatBytes } from '../../lib/format.ts';
import { CopyButton } from '../copy-button.tsx';
import { IconButton } from '../icon-button.tsx';
import { Progress } from '../progress.tsx';
import { JsonDocument } from './json-document.tsx';
import { looksLikeJson } from './json-text.ts';
import { TextView } from './text-view.tsx';
import { useJsonIndex } from './use-json-index.ts';
import styles from './json-viewer.module.css';

export interface JsonViewerProps {
  readonly text: string;
  readonly label: string;
}

interface OpenedText {
  readonly text: string;
  readonly path: string;
}

/**
 * JSON text of any size, read in slices and shown line by line. A text within it opens as a document of its own, as JSON
 * if that is what it is.
 */
export function JsonViewer({ text, label }: JsonViewerProps) {
  const [opened, setOpened] = useState<readonly OpenedText[]>([]);
  const inner = opened.at(-1);
  return (
    <div className={styles.viewer}>
      {inner !== undefined && (
        <div className={styles.crumb}>
          <IconButton
            size="small"
            label="Back to the document"
            icon={<ChevronLeft aria-hidden />}
            onClick={() => setOpened(opened.slice(0, -1))}
          />
          <code className={styles.path}>{displayText(inner.path, 200)}</code>
          <span className={styles.size}>{formatBytes(inner.text.length)}</span>
          <CopyButton what="text" text={inner.text} />
        </div>
      )}
      <AnyText
        key={opened.length}
        text={inner?.text ?? text}
        label={label}
        onOpenText={(next, path) => setOpened([...opened, { text: next, path }])}
      />
    </div>
  );
}

interface AnyTextProps extends JsonViewerProps {
  readonly onOpenText: (text: string, path: string) => void;
}

function AnyText(props: AnyTextProps) {
  return looksLikeJson(props.text) ? <JsonText {...props} /> : <TextView {...props} />;
}

function JsonText({ text, label, onOpenText }: AnyTextProps) {
  const index = useJsonIndex(text);
  if (index.state === 'not-json') return <TextView text={text} label={label} />;
  if (index.state === 'ready') {
    return <JsonDocument rows={index.rows} label={label} onOpenText={onOpenText} />;
  }
  return (
    <div className={styles.reading} role="status">
      Reading {formatBytes(text.length)}
      <Progress label="Reading the JSON" value={index.share} max={1} />
    </div>
  );
}
