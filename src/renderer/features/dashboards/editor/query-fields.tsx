import { Eye, EyeOff, Play, Plus, Trash2 } from 'lucide-react';
import {
  panelQuerySchema,
  type Panel,
  type PanelQuery,
  type Variable,
} from '../../../../shared/dashboard/index.ts';
import { usePromqlNames } from '../../../lib/use-promql-names.ts';
import { Button } from '../../../ui/button.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { PromqlEditor } from '../../../ui/promql-editor/index.ts';
import { Switch } from '../../../ui/switch.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { LeastStep } from './least-step.tsx';
import { SourceSelect } from './source-select.tsx';
import styles from './panel-editor.module.css';

const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];

interface QueryFieldsProps {
  readonly panel: Panel;
  readonly variables: readonly Variable[];
  readonly onChange: (panel: Panel) => void;
  readonly onRun: () => void;
}

/** What a panel asks. */
export function QueryFields({ panel, variables, onChange, onRun }: QueryFieldsProps) {
  const names = usePromqlNames(panel.source.startsWith('$') ? 'local' : panel.source);
  const { queries } = panel;
  const put = (index: number, query: PanelQuery | null) =>
    onChange({ ...panel, queries: queries.flatMap((each, at) => (at === index ? (query ?? []) : [each])) });
  const free = LETTERS.find((letter) => queries.every(({ ref }) => ref !== letter));
  const add = () => {
    if (free === undefined) return;
    onChange({ ...panel, queries: [...queries, panelQuerySchema.parse({ ref: free, expr: '' })] });
  };
  return (
    <section className={styles.section} aria-label="Queries">
      <h2 className={styles.heading}>
        Queries
        <Button size="small" icon={<Play aria-hidden />} onClick={onRun}>
          Run
        </Button>
      </h2>
      <SourceSelect
        source={panel.source}
        variables={variables}
        onChange={(source) => onChange({ ...panel, source })}
      />
      {queries.map((query, index) => (
        <div key={query.ref} className={styles.query} role="group" aria-label={`Query ${query.ref}`}>
          <div className={styles.tools}>
            <span className={styles.ref}>{query.ref}</span>
            <TextField
              label={`Legend of ${query.ref}`}
              hideLabel
              placeholder="Legend: {{label}}, or as it comes"
              className={styles.legend}
              value={query.legend}
              maxLength={500}
              onChange={({ target }) => put(index, { ...query, legend: target.value })}
            />
            <LeastStep
              label={`Least step of ${query.ref}`}
              value={query.minStepMs}
              onChange={(minStepMs) => put(index, { ...query, minStepMs })}
            />
            <span className={styles.switch}>
              <span aria-hidden>Only now</span>
              <Switch
                label={`Only the last value of ${query.ref}`}
                checked={query.instant}
                onChange={(instant) => put(index, { ...query, instant })}
              />
            </span>
            {panel.type === 'timeseries' && !query.instant && (
              <span className={styles.switch} title="Measurements that lead to their traces, as points">
                <span aria-hidden>Exemplars</span>
                <Switch
                  label={`Exemplars of ${query.ref}`}
                  checked={query.exemplars}
                  onChange={(exemplars) => put(index, { ...query, exemplars })}
                />
              </span>
            )}
            <IconButton
              size="small"
              label={query.hidden ? `Show query ${query.ref}` : `Hide query ${query.ref}`}
              pressed={query.hidden}
              icon={query.hidden ? <EyeOff aria-hidden /> : <Eye aria-hidden />}
              onClick={() => put(index, { ...query, hidden: !query.hidden })}
            />
            <IconButton
              size="small"
              label={`Remove query ${query.ref}`}
              icon={<Trash2 aria-hidden />}
              onClick={() => put(index, null)}
            />
          </div>
          <PromqlEditor
            label={`Query ${query.ref} in PromQL`}
            value={query.expr}
            placeholder="sum by (model) (rate(signalbox_calls_total[$__rate_interval]))"
            names={names}
            onChange={(expr) => put(index, { ...query, expr })}
          />
        </div>
      ))}
      <div>
        <Button size="small" icon={<Plus aria-hidden />} disabled={free === undefined} onClick={add}>
          Add a query
        </Button>
      </div>
    </section>
  );
}
