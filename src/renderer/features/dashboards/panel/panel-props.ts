import type { Annotation, InterpolationUse, Panel } from '../../../../shared/dashboard/index.ts';
import type { TimeRange } from '../../../lib/time-range.ts';

/** What `$__interval`, `$__rate_interval` and `$__range` of a query stand for. */
export interface QueryScope {
  readonly stepMs: number;
  readonly rangeMs: number;
  /** How often samples are taken of what is asked. */
  readonly scrapeMs: number;
}

/** For texts that are about no query. */
export const NO_SCOPE: QueryScope = { stepMs: 0, rangeMs: 0, scrapeMs: 0 };

/** Puts the dashboard's variables into a text. */
export type Interpolate = (text: string, scope: QueryScope, use: InterpolationUse) => string;

/** What the menu of a panel offers beside its picture and its data. What is not given is not there. */
export interface PanelActions {
  /** Full screen, and back. */
  readonly onView?: () => void;
  readonly onEdit?: () => void;
  readonly onDuplicate?: () => void;
  readonly onRemove?: () => void;
}

export interface PanelViewProps {
  /** Any but a row. */
  readonly panel: Panel;
  readonly range: TimeRange;
  /** Milliseconds between refreshes; null: only when `refreshes` changes. */
  readonly refreshMs: number | null;
  /** How often it was refreshed by hand. */
  readonly refreshes?: number;
  /** Steady while no variable changes. */
  readonly interpolate: Interpolate;
  readonly annotations?: readonly Annotation[];
  /** Charts of a group share a crosshair. */
  readonly crosshairGroup?: string;
  readonly onZoom?: (fromMs: number, toMs: number) => void;
  readonly actions?: PanelActions;
  readonly isFullScreen?: boolean;
  /** On paper all of it is in sight. */
  readonly isPrinted?: boolean;
  /** Of the header, by which the panel is dragged in the grid. */
  readonly handleClassName?: string;
}
