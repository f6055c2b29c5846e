import { FolderOpen } from 'lucide-react';
import type { DeploymentInfo } from '../../../shared/deployment.ts';
import { bridge } from '../../lib/bridge.ts';
import { formatBytes, formatCount, formatShare } from '../../lib/format.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { KeyValueList } from '../../ui/key-value-list.tsx';
import { Meter } from '../../ui/meter.tsx';
import { showToast } from '../../ui/toast-store.ts';
import { CopyableText } from '../../ui/copyable-text.tsx';
import { DeploymentSection } from './deployment-section.tsx';

/** Where the data are, how much there is, and what happens to what arrives. */
export function DataSection() {
  return (
    <DeploymentSection>
      {(info) => (
        <>
          <StoreCard info={info} />
          <IngestCard info={info} />
        </>
      )}
    </DeploymentSection>
  );
}

function StoreCard({ info }: { readonly info: DeploymentInfo }) {
  const { database, retention } = info;
  const shell = bridge();
  const openFolder = () => {
    shell
      ?.openDataFolder()
      .catch((error: unknown) =>
        showToast({ tone: 'error', title: 'The folder could not be opened', text: String(error) }),
      );
  };
  return (
    <Card
      title="Trace store"
      actions={
        shell !== undefined && (
          <Button size="small" icon={<FolderOpen aria-hidden />} onClick={openFolder}>
            Open folder
          </Button>
        )
      }
    >
      <KeyValueList
        items={[
          { key: 'Directory', value: <CopyableText text={info.dataDir} what="data directory" /> },
          { key: 'Traces', value: formatCount(database.traces) },
          { key: 'Spans', value: formatCount(database.spans) },
          {
            key: 'Size',
            value: (
              <Meter
                label="Size of the trace store"
                value={database.bytes}
                max={retention.maxBytes}
                text={`${formatBytes(database.bytes)} of ${formatBytes(retention.maxBytes)}`}
              />
            ),
          },
          ...(database.search === null
            ? []
            : [
                {
                  key: 'Full-text index',
                  value: `${formatBytes(database.search.bytes)} beside it${behind(database.search.spansBehind)}`,
                },
              ]),
          {
            key: 'Retention',
            value: `${formatCount(retention.maxAgeDays)} days, at most ${formatBytes(retention.maxBytes)}; the oldest traces go first`,
          },
        ]}
      />
    </Card>
  );
}

function IngestCard({ info }: { readonly info: DeploymentInfo }) {
  const { ingest } = info;
  return (
    <Card title="Ingest" description="since this start of the engine">
      <KeyValueList
        items={[
          {
            key: 'Queue',
            value: (
              <Meter
                label="Ingest queue"
                value={ingest.queuedBytes}
                max={ingest.capacityBytes}
                text={`${formatBytes(ingest.queuedBytes)} of ${formatBytes(ingest.capacityBytes)} (${formatShare(ingest.queuedBytes / ingest.capacityBytes)})`}
              />
            ),
          },
          { key: 'Spans written', value: formatCount(ingest.acknowledgedSpans) },
          { key: 'Logs written', value: formatCount(ingest.acknowledgedLogs) },
          { key: 'Requests turned away', value: formatCount(ingest.rejectedRequests) },
          { key: 'Calls not recorded', value: formatCount(ingest.droppedExchanges) },
        ]}
      />
    </Card>
  );
}

/** Some spans are always on their way. */
const SPANS_UNDER_WAY = 1000;

function behind(spans: number): string {
  return spans > SPANS_UNDER_WAY ? `, ${formatCount(spans)} spans behind` : '';
}
