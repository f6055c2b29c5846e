import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { DeploymentInfo } from '../../../shared/deployment.ts';
import { useTRPC } from '../../lib/engine-client.ts';
import { CodeSnippet } from '../../ui/code-snippet.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import styles from './snippet-tabs.module.css';
import { snippetsFor, type SnippetKind } from './snippets.ts';

/** The first call in several forms. */
export function SnippetTabs({ info }: { readonly info: DeploymentInfo | null }) {
  const [kind, setKind] = useState<SnippetKind>('curl');
  const access = useQuery(useTRPC().access.get.queryOptions()).data;
  if (info === null || access === undefined) return <Skeleton height={250} />;
  return (
    <Tabs
      label="Ways to send a call"
      value={kind}
      onChange={setKind}
      className={styles.tabs}
      tabs={snippetsFor(info, access.open).map((snippet) => ({
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
