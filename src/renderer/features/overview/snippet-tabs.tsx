import { useState } from 'react';
import type { DeploymentInfo } from '../../../shared/deployment.ts';
import { CodeSnippet } from '../../ui/code-snippet.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import styles from './snippet-tabs.module.css';
import { snippetsFor, type SnippetKind } from './snippets.ts';

/** The first call in four forms. */
export function SnippetTabs({ info }: { readonly info: DeploymentInfo | null }) {
  const [kind, setKind] = useState<SnippetKind>('curl');
  if (info === null) return <Skeleton height={250} />;
  return (
    <Tabs
      label="Ways to send a call"
      value={kind}
      onChange={setKind}
      className={styles.tabs}
      tabs={snippetsFor(info).map((snippet) => ({
        value: snippet.kind,
        label: snippet.label,
        content: (
          <div className={styles.content}>
            <p className={styles.note}>{snippet.note}</p>
            <CodeSnippet code={snippet.code} what={`${snippet.label} example`} />
          </div>
        ),
      }))}
    />
  );
}
