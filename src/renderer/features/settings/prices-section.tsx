import { useQuery } from '@tanstack/react-query';
import type { PriceInfo } from '../../../shared/prices.ts';
import { displayText } from '../../lib/display-text.ts';
import { useTRPC } from '../../lib/engine-client.ts';
import { formatCount } from '../../lib/format.ts';
import { formatAbsolute } from '../../lib/format-time.ts';
import { Card } from '../../ui/card.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { KeyValueList } from '../../ui/key-value-list.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { ImportCatalogue } from './import-catalogue.tsx';
import styles from './prices-section.module.css';

/** Which prices the costs are computed from, and how to take newer ones. */
export function PricesSection() {
  const trpc = useTRPC();
  const query = useQuery(trpc.prices.get.queryOptions());
  if (query.data !== undefined) return <Prices prices={query.data} />;
  if (query.error === null) return <Skeleton height={160} />;
  return (
    <ErrorState
      title="The prices could not be loaded"
      error={query.error}
      onRetry={() => void query.refetch()}
    />
  );
}

function Prices({ prices }: { readonly prices: PriceInfo }) {
  const { source, date, models, origin, importedAt } = prices;
  return (
    <div className={styles.cards}>
      <Card
        title="Price catalogue"
        description={origin === 'bundled' ? 'offline, part of this version' : 'imported'}
        actions={<ImportCatalogue previous={prices.previous} />}
      >
        <KeyValueList
          items={[
            { key: 'Source', value: source },
            { key: 'Date', value: date },
            { key: 'Models', value: formatCount(models) },
            ...(importedAt === null ? [] : [{ key: 'Imported', value: formatAbsolute(importedAt) }]),
          ]}
        />
        <p className={styles.note}>
          A call of a model that is not in the catalogue has an unknown cost and is shown so, never as zero. A
          newer catalogue is a JSON file in the form that <code>npm run prices</code> writes; it counts for
          calls from then on.
        </p>
      </Card>
      <OwnPrices overrides={prices.overrides} />
    </div>
  );
}

function OwnPrices({ overrides }: Pick<PriceInfo, 'overrides'>) {
  return (
    <Card title="Own prices" description="win over the catalogue">
      {overrides === null ? (
        <p className={styles.hint}>
          None. Name a file with the setting <code>prices</code>: for a contract, for one deployment, or for
          models of your own.
        </p>
      ) : (
        <>
          <p className={styles.hint}>Agreed on {overrides.date}.</p>
          <ul className={styles.models}>
            {overrides.models.map((model) => (
              <li key={model}>
                <code>{displayText(model, 120)}</code>
              </li>
            ))}
          </ul>
        </>
      )}
    </Card>
  );
}
