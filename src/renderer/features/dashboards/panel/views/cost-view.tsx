import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { displayText } from '../../../../lib/display-text.ts';
import { useTRPCClient } from '../../../../lib/engine-client.ts';
import { exactMoney, formatMoney } from '../../../../lib/format.ts';
import { problemOf } from '../../../../lib/problem.ts';
import { entityColour, modelColour, serviceColour } from '../../../../lib/series-colour.ts';
import { boundsOf, type TimeRange } from '../../../../lib/time-range.ts';
import { useKeyNames } from '../../../../lib/use-key-names.ts';
import { BarGauge } from '../../../../ui/charts/bar-gauge.tsx';
import { Skeleton } from '../../../../ui/skeleton.tsx';
import { costDimension, costLines } from '../data/cost-panel.ts';
import { costRows } from '../data/list-rows.ts';
import type { CsvRows } from '../data/panel-csv.ts';
import styles from './cost-view.module.css';
import { PanelNote } from './panel-note.tsx';

export interface CostViewProps {
  readonly title: string;
  readonly by: string;
  readonly limit: number;
  readonly range: TimeRange;
  readonly refreshMs: number | null;
  readonly refreshes: number;
  readonly inSight: boolean;
  /** Is told what is listed, for a file of it. */
  readonly onRows: (rows: CsvRows) => void;
}

const LONGEST_NAME = 60;

/** What was spent in the range, and on what. */
export function CostView({ title, by, limit, range, refreshMs, refreshes, inSight, onRows }: CostViewProps) {
  const client = useTRPCClient();
  const keyNames = useKeyNames();
  const dimension = costDimension(by);
  const isLive = range.kind === 'last' && refreshMs !== null;
  const { data, error } = useQuery({
    queryKey: ['panel-costs', dimension, range, refreshes],
    queryFn: () => client.costs.range.query({ by: dimension, ...boundsOf(range, Date.now()), buckets: 1 }),
    enabled: inSight,
    refetchInterval: inSight && isLive ? refreshMs : false,
    placeholderData: keepPreviousData,
  });
  const rows = useMemo(
    () =>
      data === undefined
        ? []
        : costLines(data, limit).map(({ name, nanos, share }) => ({
            name: displayText(name === '' ? 'not said' : (keyNames.get(name) ?? name), LONGEST_NAME),
            text: formatMoney(nanos),
            share,
            colour:
              dimension === 'model'
                ? modelColour(name)
                : dimension === 'service'
                  ? serviceColour(name)
                  : entityColour(dimension, name),
          })),
    [data, limit, dimension, keyNames],
  );
  useEffect(() => {
    if (data !== undefined) onRows(costRows(data));
  }, [data, onRows]);
  if (data === undefined && error !== null) {
    return (
      <PanelNote tone="error" title="The costs could not be loaded">
        {problemOf(error).message}
      </PanelNote>
    );
  }
  if (data === undefined) return <Skeleton height="100%" />;
  return (
    <div className={styles.cost}>
      <p className={styles.total} title={exactMoney(data.total.nanos)}>
        {formatMoney(data.total.nanos)}
      </p>
      {rows.length === 0 ? (
        <PanelNote title="Nothing was spent in this range" />
      ) : (
        <BarGauge label={title} rows={rows} orientation="horizontal" />
      )}
    </div>
  );
}
