import { Check } from 'lucide-react';
import { useState } from 'react';
import type { Panel, Variable } from '../../../../shared/dashboard/index.ts';
import { Button } from '../../../ui/button.tsx';
import { useInterpolation, type PanelSurroundings } from '../grid/dashboard-grid.tsx';
import { hasQueries } from '../model/edit-model.ts';
import { PanelView } from '../panel/panel-view.tsx';
import { ContentFields } from './content-fields.tsx';
import { DrawFields } from './draw-fields.tsx';
import { GeneralFields } from './general-fields.tsx';
import { MappingFields } from './mapping-fields.tsx';
import { OverrideFields } from './override-fields.tsx';
import styles from './panel-editor.module.css';
import { QueryFields } from './query-fields.tsx';
import { ThresholdFields } from './threshold-fields.tsx';
import { ValueFields } from './value-fields.tsx';

interface PanelEditorProps {
  readonly panel: Panel;
  readonly variables: readonly Variable[];
  readonly surroundings: PanelSurroundings;
  readonly onChange: (panel: Panel) => void;
  readonly onClose: () => void;
}

/** A panel with its queries and how it is drawn, beside what it looks like with them. */
export function PanelEditor({ panel, variables, surroundings, onChange, onClose }: PanelEditorProps) {
  const { range, refreshMs, refreshes, values, annotations, onZoom } = surroundings;
  const fill = useInterpolation(values);
  const [runs, setRuns] = useState(0);
  const field = panel.field;
  const setField = (part: Partial<Panel['field']>) => onChange({ ...panel, field: { ...field, ...part } });
  return (
    <div className={styles.editor}>
      <div className={styles.main}>
        <div className={styles.preview}>
          <PanelView
            panel={panel}
            range={range}
            refreshMs={refreshMs}
            refreshes={refreshes + runs}
            interpolate={fill}
            annotations={annotations}
            onZoom={onZoom}
          />
        </div>
        {hasQueries(panel.type) ? (
          <QueryFields
            panel={panel}
            variables={variables}
            onChange={onChange}
            onRun={() => setRuns((before) => before + 1)}
          />
        ) : (
          <ContentFields panel={panel} onChange={onChange} />
        )}
      </div>
      <aside className={styles.side} aria-label="How the panel is drawn">
        <Button variant="primary" size="small" icon={<Check aria-hidden />} onClick={onClose}>
          Back to the dashboard
        </Button>
        <GeneralFields panel={panel} variables={variables} onChange={onChange} />
        {panel.type !== 'text' && panel.type !== 'traces' && (
          <>
            <ValueFields field={field} onChange={setField} />
            <DrawFields panel={panel} onChange={onChange} />
            <ThresholdFields field={field} onChange={setField} />
            <MappingFields field={field} onChange={setField} />
            <OverrideFields panel={panel} onChange={onChange} />
          </>
        )}
      </aside>
    </div>
  );
}
