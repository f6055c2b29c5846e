import { formatCount } from '../../lib/format.ts';
import { Card } from '../../ui/card.tsx';
import { KeyValueList } from '../../ui/key-value-list.tsx';
import { DeploymentSection } from './deployment-section.tsx';
import styles from './prices-section.module.css';

/** Which prices the costs are computed from. */
export function PricesSection() {
  return (
    <DeploymentSection>
      {({ prices }) => (
        <Card title="Price catalogue" description="offline, part of this version">
          <KeyValueList
            items={[
              { key: 'Source', value: prices.source },
              { key: 'Date', value: prices.date },
              { key: 'Models', value: formatCount(prices.models) },
            ]}
          />
          <p className={styles.note}>
            A call of a model that is not in the catalogue has an unknown cost and is shown so, never as zero.
          </p>
        </Card>
      )}
    </DeploymentSection>
  );
}
