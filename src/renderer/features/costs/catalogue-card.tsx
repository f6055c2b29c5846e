import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTRPC } from '../../lib/engine-client.ts';
import { formatCount } from '../../lib/format.ts';
import { Card } from '../../ui/card.tsx';
import { KeyValueList } from '../../ui/key-value-list.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { TextLink } from '../../ui/text-link.tsx';

/** Which prices the costs are computed from. */
export function CatalogueCard() {
  const trpc = useTRPC();
  const prices = useQuery(trpc.deployment.info.queryOptions()).data?.prices ?? null;
  return (
    <Card
      title="Price catalogue"
      actions={
        <TextLink>
          <Link to="/settings" search={{ section: 'prices' }}>
            Prices
          </Link>
        </TextLink>
      }
    >
      {prices === null ? (
        <Skeleton height={64} />
      ) : (
        <KeyValueList
          items={[
            { key: 'Date', value: prices.date },
            { key: 'Source', value: prices.source },
            { key: 'Models', value: formatCount(prices.models) },
          ]}
        />
      )}
    </Card>
  );
}
