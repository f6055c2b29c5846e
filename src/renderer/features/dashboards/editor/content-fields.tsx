import type { Panel } from '../../../../shared/dashboard/index.ts';
import { Labelled } from '../../../ui/labelled.tsx';
import { Select } from '../../../ui/select.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import styles from './panel-editor.module.css';

const COST_BY = ['model', 'provider', 'route', 'service', 'org', 'workspace', 'user'].map((value) => ({
  value,
  label: value,
}));

interface ContentFieldsProps {
  readonly panel: Panel;
  readonly onChange: (panel: Panel) => void;
}

/** What a panel without queries shows. */
export function ContentFields({ panel, onChange }: ContentFieldsProps) {
  const { options } = panel;
  const set = (part: Partial<Panel['options']>) => onChange({ ...panel, options: { ...options, ...part } });
  return (
    <section className={styles.section} aria-label="Content">
      <h2 className={styles.heading}>Content</h2>
      {panel.type === 'text' && (
        <TextArea
          label="Markdown"
          monospace
          rows={10}
          maxLength={50_000}
          value={options.markdown}
          onChange={({ target }) => set({ markdown: target.value })}
        />
      )}
      {panel.type === 'traces' && (
        <TextField
          label="Filter"
          monospace
          hint="In the language of the page Traces, for example status:error."
          maxLength={5_000}
          value={options.filter}
          onChange={({ target }) => set({ filter: target.value })}
        />
      )}
      {panel.type === 'cost' && (
        <Labelled label="Spend by">
          <Select
            label="Spend by"
            value={options.costBy}
            options={COST_BY}
            onChange={(costBy) => set({ costBy })}
          />
        </Labelled>
      )}
      {panel.type !== 'text' && (
        <TextField
          label="At most"
          type="number"
          min={1}
          max={1000}
          value={options.limit}
          onChange={({ target }) =>
            set({ limit: Math.min(1_000, Math.max(1, Math.round(Number(target.value)) || 1)) })
          }
        />
      )}
    </section>
  );
}
