import { useMemo } from 'react';
import type { CostReport } from '../../../shared/costs.ts';
import { useKeyNames } from '../../lib/use-key-names.ts';
import { shownRows, type ShownRow } from './cost-rows.ts';

/** The rows of a report as they are drawn; none while it is loaded. */
export function useShownRows(report: CostReport | null): readonly ShownRow[] {
  const keyNames = useKeyNames();
  return useMemo(() => (report === null ? [] : shownRows(report, keyNames)), [report, keyNames]);
}
