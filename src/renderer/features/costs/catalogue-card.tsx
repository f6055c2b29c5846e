import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { PriceInfo } from '../../../shared/prices.ts';
import { useTRPC } from '../../lib/engine-client.ts';
import { formatCount } from '../../lib/format.ts';
import { Card } from '../../ui/card.tsx';
import { InlineError } from '../../ui/inline-error.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { TextLink } from '../../ui/text-link.tsx';
import styles from './catalogue-card.module.css';

/** Which prices the costs are computed from. */
export function CatalogueCard() {
  const trpc = useTRPC();
  const query = useQuery(trpc.prices.get.queryOptions());
  return (
    <Card
      title="Price catalogue"
      actions={
        <TextLink>
          <Link to="/settings" search={{ section: 'prices' }}>
            Change
          </Link>
        </TextLink>
      }
    >
      {query.data !== undefined && <Facts prices={query.data} />}
      {query.isPending && <Skeleton height={92} />}
      {query.data === undefined && query.error !== null && (
        <InlineError
          title="The prices could not be loaded"
          error={query.error}
          onRetry={() => void query.refetch()}
        />
      )}
    </Card>
  );
}

function Facts({ prices }: { readonly prices: PriceInfo }) {
  const { date, source, models, origin, overrides } = prices;
  return (
    <dl className={styles.facts}>
      <dt>Date</dt>
      <dd>{date}</dd>
      <dt>Source</dt>
      <dd>
        {source} <span className={styles.quiet}>{origin}</span>
      </dd>
      <dt>Models</dt>
      <dd>{formatCount(models)}</dd>
      <dt>Own prices</dt>
      <dd>{overrides === null ? 'none' : `${formatCount(overrides.models.length)}, of ${overrides.date}`}</dd>
    </dl>
  );
}
