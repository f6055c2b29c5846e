import { useNavigate, useSearch } from '@tanstack/react-router';
import type { CostDimension } from '../../../shared/costs.ts';
import { useTimeRange } from '../../lib/use-time-range.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { Page } from '../../ui/page.tsx';
import { Select } from '../../ui/select.tsx';
import { BudgetsCard } from './budgets-card.tsx';
import { CatalogueCard } from './catalogue-card.tsx';
import { CostFigures } from './cost-figures.tsx';
import styles from './costs-page.module.css';
import { DEFAULT_DIMENSION, DIMENSION_LABELS } from './costs-search.ts';
import { SpendCard } from './spend-card.tsx';
import { SpendTable } from './spend-table.tsx';
import { UnpricedCard } from './unpriced-card.tsx';
import { useCosts } from './use-costs.ts';

const OPTIONS = Object.entries(DIMENSION_LABELS).map(([value, label]) => ({
  value: value as CostDimension,
  label: `By ${label === 'API key' ? label : label.toLowerCase()}`,
}));

/** Where does the money go? */
export function CostsPage() {
  const { by = DEFAULT_DIMENSION } = useSearch({ from: '/costs' });
  const navigate = useNavigate();
  const { report, error, retry } = useCosts(useTimeRange(), by);
  const choose = (next: CostDimension) => {
    const chosen = next === DEFAULT_DIMENSION ? undefined : next;
    void navigate({ to: '/costs', search: (search) => ({ ...search, by: chosen }), replace: true });
  };

  if (error !== null && report === null) {
    return (
      <Page title="Costs" hasTimeRange>
        <ErrorState title="The costs could not be loaded" error={error} onRetry={retry} />
      </Page>
    );
  }
  return (
    <Page
      title="Costs"
      hasTimeRange
      actions={<Select label="Divide spend by" value={by} options={OPTIONS} onChange={choose} />}
    >
      <div className={styles.page} aria-busy={report === null}>
        <CostFigures report={report} />
        <div className={styles.main}>
          <SpendCard report={report} />
          <SpendTable report={report} />
        </div>
        <div className={styles.side}>
          <BudgetsCard />
          <UnpricedCard report={report} />
          <CatalogueCard />
        </div>
      </div>
    </Page>
  );
}
