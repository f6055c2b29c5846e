import { useMemo } from 'react';
import { StateTimeline } from '../../../../ui/charts/state-timeline.tsx';
import { shownValue } from '../data/shown-value.ts';
import { stateSpans } from '../data/state-spans.ts';
import type { FrameViewProps } from './view-props.ts';

/** The states of the series, a row each. */
export function StateTimelineView({ title, frame, fromMs, toMs }: FrameViewProps) {
  const rows = useMemo(
    () =>
      frame.series.map(({ name, values, field, colour }) => {
        const looks = (value: number) => shownValue(value, field);
        return {
          name,
          spans: stateSpans(frame.times, values, (value) => looks(value).text).map((span) => ({
            ...span,
            text: looks(span.value).text,
            colour: looks(span.value).colour ?? colour,
          })),
        };
      }),
    [frame],
  );
  return <StateTimeline label={title} rows={rows} fromMs={fromMs} toMs={toMs} />;
}
