import type { DeploymentInfo } from '../../../shared/deployment.ts';
import { AddressLine } from './address-line.tsx';
import styles from './first-run.module.css';
import { SnippetTabs } from './snippet-tabs.tsx';
import { WorkloadCard } from './workload-card.tsx';
import { Card } from '../../ui/card.tsx';

/** What stands here until the first span has ever arrived: how to send one. */
export function FirstRun({ info }: { readonly info: DeploymentInfo | null }) {
  return (
    <div className={styles.page}>
      <header className={styles.intro}>
        <h2 className={styles.title}>Send your first call</h2>
        <p className={styles.lead}>
          Signalbox is running and waiting. Point an application at the gateway or at the OTLP address: each
          call appears here within a second, with its trace, its tokens and its exact cost.
        </p>
      </header>
      <div className={styles.columns}>
        <Card className={styles.snippets}>
          <SnippetTabs info={info} />
        </Card>
        <div className={styles.side}>
          <WorkloadCard />
          <Card title="Addresses">
            <AddressLine label="Gateway" address={info?.gatewayUrl ?? null} />
            <AddressLine label="OTLP over HTTP" address={info?.otlpUrl ?? null} />
          </Card>
        </div>
      </div>
    </div>
  );
}
