import type { Panel } from '../../../../../shared/dashboard/index.ts';
import type { PanelFrame } from '../data/panel-series.ts';

/** What every view of queried values is given. */
export interface FrameViewProps {
  readonly panel: Panel;
  /** With its variables filled in. */
  readonly title: string;
  readonly frame: PanelFrame;
  /** What is shown of time. */
  readonly fromMs: number;
  readonly toMs: number;
}
