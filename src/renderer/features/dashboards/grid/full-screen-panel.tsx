import { Minimize2 } from 'lucide-react';
import { Button } from '../../../ui/button.tsx';
import type { ShownPanel } from '../model/shown-panels.ts';
import { PanelView } from '../panel/panel-view.tsx';
import { useInterpolation, type PanelSurroundings } from './dashboard-grid.tsx';
import styles from './full-screen-panel.module.css';

interface FullScreenPanelProps {
  readonly shown: ShownPanel;
  readonly surroundings: PanelSurroundings;
  readonly onClose: () => void;
}

/** One panel in all the room there is. */
export function FullScreenPanel({ shown: { panel, scoped }, surroundings, onClose }: FullScreenPanelProps) {
  const { range, refreshMs, refreshes, values, annotations, onZoom } = surroundings;
  const fill = useInterpolation(values, scoped);
  return (
    <div className={styles.screen}>
      <Button size="small" className={styles.close} icon={<Minimize2 aria-hidden />} onClick={onClose}>
        Back to the dashboard
      </Button>
      <div className={styles.panel}>
        <PanelView
          panel={panel}
          range={range}
          refreshMs={refreshMs}
          refreshes={refreshes}
          interpolate={fill}
          annotations={annotations}
          onZoom={onZoom}
          actions={{ onView: onClose }}
          isFullScreen
        />
      </div>
    </div>
  );
}
