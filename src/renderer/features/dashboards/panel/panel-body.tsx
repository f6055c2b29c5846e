import { useMemo, type ComponentType } from 'react';
import type { Annotation, Panel, PanelType } from '../../../../shared/dashboard/index.ts';
import { problemOf } from '../../../lib/problem.ts';
import { Skeleton } from '../../../ui/skeleton.tsx';
import type { PanelFrame } from './data/panel-series.ts';
import { isDrawable, queryProblem, shownSpan } from './data/panel-state.ts';
import type { PanelAnswersState } from './use-panel-answers.ts';
import { HeatmapView, HistogramView } from './views/distribution-view.tsx';
import { BarGaugeView, GaugeView } from './views/gauge-view.tsx';
import { PanelNote } from './views/panel-note.tsx';
import { PieView } from './views/pie-view.tsx';
import { StatView } from './views/stat-view.tsx';
import { StateTimelineView } from './views/state-timeline-view.tsx';
import { TableView } from './views/table-view.tsx';
import { TimeSeriesView } from './views/time-series-view.tsx';
import type { FrameViewProps } from './views/view-props.ts';

/** The types that show nothing but what their queries answered. */
const VIEWS: Partial<Record<PanelType, ComponentType<FrameViewProps>>> = {
  stat: StatView,
  gauge: GaugeView,
  bargauge: BarGaugeView,
  table: TableView,
  heatmap: HeatmapView,
  histogram: HistogramView,
  pie: PieView,
  'state-timeline': StateTimelineView,
};

export interface PanelBodyProps extends PanelAnswersState {
  readonly panel: Panel;
  readonly title: string;
  /** Whether it asks anything. */
  readonly hasQueries: boolean;
  readonly frame: PanelFrame | null;
  readonly annotations: readonly Annotation[];
  readonly crosshairGroup: string | undefined;
  readonly onZoom: ((fromMs: number, toMs: number) => void) | undefined;
}

const NO_SERIES: PanelFrame = { times: [], series: [], more: 0 };

/** What the queries of a panel answered, or why there is nothing to show. */
export function PanelBody(props: PanelBodyProps) {
  const { panel, title, hasQueries, answers, error, frame, annotations, crosshairGroup, onZoom } = props;
  const span = useMemo(() => (answers === null ? null : shownSpan(answers)), [answers]);
  if (!hasQueries) return <PanelNote title="No query yet">Edit the panel to say what it shows.</PanelNote>;
  if (answers === null || span === null) {
    if (error === null) return <Skeleton height="100%" />;
    return (
      <PanelNote tone="error" title={problemOf(error).message}>
        {problemOf(error).action}
      </PanelNote>
    );
  }
  const shown = frame ?? NO_SERIES;
  const problem = queryProblem(answers.results);
  if (shown.series.length === 0 && problem !== null) {
    return (
      <PanelNote tone="error" title={`Query ${problem.ref} failed`}>
        {problem.message}
      </PanelNote>
    );
  }
  if (shown.series.length === 0 && panel.field.noValue === '')
    return <PanelNote title="No data in this range" />;
  if (shown.series.length === 0) return <PanelNote title={panel.field.noValue} />;
  const View = VIEWS[panel.type];
  if (View !== undefined) return <View panel={panel} title={title} frame={shown} {...span} />;
  if (!isDrawable(shown, answers.results)) return <NoNumbers noValue={panel.field.noValue} />;
  return (
    <TimeSeriesView
      panel={panel}
      title={title}
      frame={shown}
      {...span}
      results={answers.results}
      annotations={annotations}
      crosshairGroup={crosshairGroup}
      onZoom={onZoom}
    />
  );
}

/** As of a rate of errors where nothing was asked: 0 / 0. */
function NoNumbers({ noValue }: { readonly noValue: string }) {
  if (noValue !== '') return <PanelNote title={noValue} />;
  return (
    <PanelNote title="No numbers in this range">
      All values are NaN or infinite; a table shows them.
    </PanelNote>
  );
}
