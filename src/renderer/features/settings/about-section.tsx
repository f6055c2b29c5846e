import type { DeploymentInfo } from '../../../shared/deployment.ts';
import { bridge } from '../../lib/bridge.ts';
import { formatAbsolute, formatRelative } from '../../lib/format-time.ts';
import { useNow } from '../../lib/use-now.ts';
import { Card } from '../../ui/card.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { CopyableText } from '../../ui/copyable-text.tsx';
import { KeyboardMap } from '../../ui/keyboard-map.tsx';
import { KeyValueList } from '../../ui/key-value-list.tsx';
import { DeploymentSection } from './deployment-section.tsx';

/** Versions, addresses and keys. */
export function AboutSection() {
  return (
    <DeploymentSection>
      {(info) => (
        <>
          <VersionsCard info={info} />
          <Card title="Addresses">
            <KeyValueList
              items={[
                { key: 'Gateway', value: <CopyableText text={info.gatewayUrl} what="gateway address" /> },
                { key: 'OTLP over HTTP', value: <CopyableText text={info.otlpUrl} what="OTLP address" /> },
                { key: 'Console and REST', value: <CopyableText text={info.url} what="console address" /> },
              ]}
            />
          </Card>
          <Card title="Keyboard">
            <KeyboardMap />
          </Card>
        </>
      )}
    </DeploymentSection>
  );
}

const NOW_INTERVAL_MS = 10_000;

function VersionsCard({ info }: { readonly info: DeploymentInfo }) {
  const now = useNow(NOW_INTERVAL_MS);
  const shell = bridge();
  return (
    <Card
      title={`Signalbox ${info.version}`}
      actions={
        <CopyButton text={JSON.stringify(info, undefined, 2)} what="diagnostics" caption="Copy diagnostics" />
      }
    >
      <KeyValueList
        items={[
          {
            key: 'Engine running',
            value: (
              <time dateTime={info.startedAt} title={formatAbsolute(info.startedAt)}>
                started {formatRelative(info.startedAt, now)}, process {info.pid}
              </time>
            ),
          },
          { key: 'Node', value: info.nodeVersion },
          { key: 'SQLite', value: info.sqliteVersion },
          {
            key: 'Console',
            value: shell === undefined ? 'in a browser' : `desktop ${shell.version} on ${shell.platform}`,
          },
          { key: 'Data directory', value: <CopyableText text={info.dataDir} what="data directory" /> },
        ]}
      />
    </Card>
  );
}
