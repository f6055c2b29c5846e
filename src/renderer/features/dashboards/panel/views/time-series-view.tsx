import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { Annotation, Field, Panel } from '../../../../../shared/dashboard/index.ts';
import type { WatchedResults } from '../../../../../shared/metrics.ts';
import {
  TimeSeriesChart,
  type ChartAnnotation,
  type ThresholdStep,
  type TimeSeries,
} from '../../../../ui/charts/time-series-chart.tsx';
import { exemplarMarkers } from '../data/exemplar-markers.ts';
import { panelColour } from '../data/panel-colour.ts';
import type { PanelFrame } from '../data/panel-series.ts';
import { absoluteSteps } from '../data/shown-value.ts';
import type { FrameViewProps } from './view-props.ts';

export interface TimeSeriesViewProps extends FrameViewProps {
  readonly results: WatchedResults['results'];
  readonly annotations: readonly Annotation[];
  readonly crosshairGroup: string | undefined;
  readonly onZoom: ((fromMs: number, toMs: number) => void) | undefined;
}

/** Curves over time. */
export function TimeSeriesView(props: TimeSeriesViewProps) {
  const { panel, title, frame, results, fromMs, toMs, annotations, crosshairGroup, onZoom } = props;
  const { field, options } = panel;
  const series = useMemo(
    () =>
      frame.series.map(({ name, values, colour, field: own }): TimeSeries => ({
        name,
        values: own.mirrored ? mirrored(values) : values,
        colour,
        ...drawnAs(own),
      })),
    [frame],
  );
  const right = frame.series.find((one) => one.field.axis === 'right')?.field;
  const rightAxis = useMemo(() => (right === undefined ? undefined : axisOf(right)), [right]);
  const thresholds = useMemo(() => thresholdSteps(field), [field]);
  // A single curve that is called as its panel needs no second name.
  const isItsOwnLegend =
    frame.series.length === 1 && frame.series[0]?.name === title && options.legend.statistics.length === 0;
  const markers = useExemplarMarkers(panel, frame, results);
  const events = useMemo(() => annotations.map(chartAnnotation), [annotations]);
  return (
    <TimeSeriesChart
      label={title === '' ? 'Time series' : title}
      times={frame.times}
      series={series}
      fromMs={fromMs}
      toMs={toMs}
      {...axisOf(field)}
      {...(rightAxis && { right: rightAxis })}
      thresholds={thresholds}
      showThresholds={field.showThresholds}
      annotations={events}
      markers={markers}
      legend={isItsOwnLegend ? { show: 'hidden' } : options.legend}
      tooltip={options.tooltip}
      {...(crosshairGroup !== undefined && { crosshairGroup })}
      {...(onZoom && { onZoom })}
    />
  );
}

/** A click leads to the span that was measured. */
function useExemplarMarkers(panel: Panel, frame: PanelFrame, results: WatchedResults['results']) {
  const navigate = useNavigate();
  return useMemo(
    () =>
      exemplarMarkers(panel, frame, results, ({ traceId, spanId }) => {
        const search = spanId === '' ? {} : { span: spanId };
        void navigate({ to: '/traces/$traceId', params: { traceId }, search });
      }),
    [panel, frame, results, navigate],
  );
}

function axisOf({ unit, decimals, min, max, logBase, axisLabel }: Field) {
  return { unit, decimals, min, max, logBase, title: axisLabel };
}

function drawnAs(field: Field): Omit<TimeSeries, 'name' | 'values'> {
  const { draw, axis, stack, interpolation, lineWidth, fill, connectGaps, unit, decimals } = field;
  return { draw, axis, stack, interpolation, lineWidth, fill, connectGaps, unit, decimals };
}

/** Zero stays zero: below it there is none. */
function mirrored(values: TimeSeries['values']): (number | null)[] {
  return values.map((value) => (value === null || value === 0 ? value : -value));
}

function thresholdSteps(field: Field): ThresholdStep[] {
  if (field.thresholds === null) return [];
  return absoluteSteps(field.thresholds, field).map(({ value, colour }) => ({
    value,
    colour: panelColour(colour) ?? 'var(--series-8)',
  }));
}

const KIND_COLOURS: Readonly<Record<Annotation['kind'], string>> = {
  deploys: 'var(--accent-line)',
  policies: 'var(--series-6)',
  flags: 'var(--series-7)',
  alerts: 'var(--error-solid)',
};

function chartAnnotation({ kind, atMs, endMs, title, detail }: Annotation): ChartAnnotation {
  return { atMs, endMs, title, detail, colour: KIND_COLOURS[kind] };
}
