import {
  PANEL_TYPES,
  panelQuerySchema,
  type Panel,
  type PanelType,
  type Variable,
} from '../../../../shared/dashboard/index.ts';
import { Labelled } from '../../../ui/labelled.tsx';
import { Select } from '../../../ui/select.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { hasQueries } from '../model/edit-model.ts';
import styles from './panel-editor.module.css';

const TYPE_NAMES: Readonly<Record<PanelType, string>> = {
  timeseries: 'Time series',
  stat: 'Stat',
  gauge: 'Gauge',
  bargauge: 'Bar gauge',
  table: 'Table',
  heatmap: 'Heatmap',
  histogram: 'Histogram',
  pie: 'Pie',
  'state-timeline': 'State timeline',
  text: 'Text',
  traces: 'Traces',
  cost: 'Cost',
  row: 'Row',
};
const TYPES = PANEL_TYPES.filter((type) => type !== 'row').map((value) => ({
  value,
  label: TYPE_NAMES[value],
}));
const NONE = '-';

interface GeneralFieldsProps {
  readonly panel: Panel;
  readonly variables: readonly Variable[];
  readonly onChange: (panel: Panel) => void;
}

export function GeneralFields({ panel, variables, onChange }: GeneralFieldsProps) {
  const change = (type: PanelType) => {
    const needsQuery = hasQueries(type) && panel.queries.length === 0;
    const first = panelQuerySchema.parse({ ref: 'A', expr: '' });
    onChange({ ...panel, type, queries: needsQuery ? [first] : panel.queries });
  };
  const repeatable = [
    { value: NONE, label: 'Once' },
    ...variables.filter(({ multi }) => multi).map(({ name }) => ({ value: name, label: `for each ${name}` })),
  ];
  return (
    <section className={styles.section} aria-label="Panel">
      <Labelled label="Type">
        <Select label="Type" value={panel.type} options={TYPES} onChange={change} />
      </Labelled>
      <TextField
        label="Title"
        maxLength={200}
        value={panel.title}
        onChange={({ target }) => onChange({ ...panel, title: target.value })}
      />
      <TextArea
        label="Description"
        rows={2}
        maxLength={5_000}
        value={panel.description}
        onChange={({ target }) => onChange({ ...panel, description: target.value })}
      />
      {repeatable.length > 1 && (
        <Labelled label="Repeat">
          <Select
            label="Repeat"
            value={panel.repeat?.variable ?? NONE}
            options={repeatable}
            onChange={(variable) =>
              onChange({
                ...panel,
                repeat: variable === NONE ? null : { variable, direction: 'h', perRow: 4 },
              })
            }
          />
        </Labelled>
      )}
    </section>
  );
}
