import type { ForeignSource } from '../../../../shared/dashboard/index.ts';
import { LOCAL_SOURCE } from '../../../../shared/metrics.ts';
import { displayText } from '../../../lib/display-text.ts';
import { Labelled } from '../../../ui/labelled.tsx';
import { Select } from '../../../ui/select.tsx';
import styles from './import-preview.module.css';

interface ImportSourcesProps {
  readonly foreign: readonly ForeignSource[];
  /** The sources of this engine. */
  readonly names: readonly string[];
  readonly sourceOf: (foreign: ForeignSource) => string;
  readonly onChoose: (id: string, name: string) => void;
}

/** Whom the panels of a foreign dashboard ask here, for each source that it names. */
export function ImportSources({ foreign, names, sourceOf, onChoose }: ImportSourcesProps) {
  const options = names.map((value) => ({
    value,
    label: value === LOCAL_SOURCE ? 'This engine' : displayText(value, 100),
  }));
  return (
    <section aria-label="Where its data come from" className={styles.sources}>
      {names.length === 1 ? (
        <p className={styles.more}>
          Its panels ask this engine. To ask another Prometheus, add it under Sources first.
        </p>
      ) : (
        foreign.map((each) => {
          const label = `Ask for ${displayText(each.label, 60)}`;
          return (
            <Labelled key={each.id} label={label}>
              <Select
                label={label}
                value={sourceOf(each)}
                options={options}
                onChange={(name) => onChoose(each.id, name)}
              />
            </Labelled>
          );
        })
      )}
    </section>
  );
}
