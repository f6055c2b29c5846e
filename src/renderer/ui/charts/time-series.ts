import type { Reducer } from '../../../shared/dashboard/panel.ts';

/** A curve, on the times of its chart. */
export interface TimeSeries {
  /** Unique in its chart. */
  readonly name: string;
  /** One for each time, oldest first; null, NaN and infinities are gaps. */
  readonly values: readonly (number | null)[];
  /** A CSS colour, a token: `var(--series-1)`. Without one the palette gives them in order. */
  readonly colour?: string;
  readonly draw?: 'line' | 'area' | 'bars' | 'points';
  readonly axis?: 'left' | 'right' | 'hidden';
  readonly stack?: 'none' | 'normal' | 'percent';
  readonly interpolation?: 'linear' | 'smooth' | 'step-before' | 'step-after';
  readonly lineWidth?: number;
  /** 0 to 100: how strong the area below a line is. */
  readonly fill?: number;
  readonly dashed?: boolean;
  /** Lines over gaps. */
  readonly connectGaps?: boolean;
  /** Instead of the chart's. */
  readonly unit?: string;
  readonly decimals?: number | null;
}

/** An area from its value on, or a line at it. */
export interface ThresholdStep {
  /** Null: what holds below the next. */
  readonly value: number | null;
  /** A CSS colour, a token. */
  readonly colour: string;
}

/** Something that happened, at a time or for some time. */
export interface ChartAnnotation {
  readonly atMs: number;
  readonly endMs?: number | null;
  readonly title: string;
  readonly detail?: string;
  /** A CSS colour, a token. */
  readonly colour?: string;
}

/** A single point that leads somewhere: an exemplar. */
export interface ChartMarker {
  readonly atMs: number;
  readonly value: number;
  /** As it is said: with its unit. */
  readonly text: string;
  /** What else is known of it, by name. */
  readonly facts: readonly (readonly [name: string, value: string])[];
  readonly axis?: 'left' | 'right';
  /** What `onPick` does, as an order: "Open the trace". */
  readonly action?: string;
  readonly onPick?: () => void;
}

export interface ValueAxisOptions {
  readonly unit?: string;
  readonly decimals?: number | null;
  readonly min?: number | null;
  readonly max?: number | null;
  readonly logBase?: 2 | 10 | null;
  /** Along the axis. */
  readonly title?: string;
}

export interface ChartLegend {
  readonly show: 'list' | 'table' | 'hidden';
  readonly place: 'bottom' | 'right';
  readonly statistics: readonly Reducer[];
}

export interface TimeSeriesChartProps extends ValueAxisOptions {
  /** What the chart is about, for those who do not see it. */
  readonly label: string;
  /** Milliseconds, ascending, one for each value of each series. */
  readonly times: readonly number[];
  readonly series: readonly TimeSeries[];
  /** The range that is shown; without it that of the times. */
  readonly fromMs?: number;
  readonly toMs?: number;
  /** Of the right axis, where it differs. */
  readonly right?: ValueAxisOptions;
  readonly thresholds?: readonly ThresholdStep[];
  /** Lines unless said otherwise. */
  readonly showThresholds?: 'lines' | 'bands' | 'off';
  readonly annotations?: readonly ChartAnnotation[];
  readonly markers?: readonly ChartMarker[] | undefined;
  readonly legend?: Partial<ChartLegend>;
  readonly tooltip?: 'single' | 'all' | 'none';
  /** In pixels; without it the chart fills what it stands in, which must have a height. */
  readonly height?: number;
  /** A range was chosen by dragging. */
  readonly onZoom?: (fromMs: number, toMs: number) => void;
  /** Charts of a group show the time under the pointer together. */
  readonly crosshairGroup?: string;
}
