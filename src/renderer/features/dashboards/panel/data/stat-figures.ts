import type { Panel } from '../../../../../shared/dashboard/index.ts';
import type { PanelFrame, PanelSeries } from './panel-series.ts';

/** The figures of a panel, by query; one that has no answer and a name of its own keeps its place, without a value. */
export function statFigures(panel: Panel, { series }: PanelFrame): PanelSeries[] {
  const asked = panel.queries.filter(({ hidden }) => !hidden);
  return asked.flatMap(({ ref, legend }): readonly PanelSeries[] => {
    const own = series.filter((one) => one.ref === ref);
    if (own.length > 0 || asked.length === 1 || !isName(legend)) return own;
    return [{ ref, labels: {}, name: legend, values: [], field: panel.field, colour: 'var(--text-muted)' }];
  });
}

/** Of a legend with labels or variables it is not known what they would be. */
function isName(legend: string): boolean {
  return legend !== '' && legend !== 'auto' && !/\{\{|\$/.test(legend);
}
