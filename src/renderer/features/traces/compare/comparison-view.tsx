import { useNavigate, useSearch } from '@tanstack/react-router';
import { ChevronDown, ChevronUp } from 'lucide-react';
import { useState } from 'react';
import { formatCount } from '../../../lib/format.ts';
import { useShortcuts } from '../../../lib/use-shortcuts.ts';
import { IconButton } from '../../../ui/icon-button.tsx';
import { SplitHandle } from '../../../ui/split-handle.tsx';
import { ToggleButton } from '../../../ui/toggle-button.tsx';
import { usePanelWidth } from '../detail/use-panel-width.ts';
import { ComparedSpanPanel } from './compared-span-panel.tsx';
import { ComparisonTotals } from './comparison-totals.tsx';
import { ComparisonTree } from './comparison-tree.tsx';
import { compareSearchSchema } from './compare-search.ts';
import styles from './comparison-view.module.css';
import { nextStep, type Comparison } from './comparison.ts';
import { DifferenceBadges } from './difference-badges.tsx';
import { DIFFERENCES } from './differences.ts';

/** Totals, the merged tree, and both spans of the selected place. */
export function ComparisonView({ comparison }: { readonly comparison: Comparison }) {
  const { differences, differing, tree } = comparison;
  const { only } = useSearch({ strict: false, select: (search) => compareSearchSchema.parse(search) });
  const navigate = useNavigate();
  const [selected, setSelected] = useState<number | null>(differences.steps[0] ?? 0);
  const { width, setWidth, min, max } = usePanelWidth();
  const step = (direction: 1 | -1) => {
    const next = nextStep(differences.steps, selected, direction);
    if (next !== null) setSelected(next);
  };
  useShortcuts({ n: () => step(1), N: () => step(-1) });
  const place = selected !== null && selected < tree.count ? selected : null;
  return (
    <div className={styles.view}>
      <ComparisonTotals comparison={comparison} />
      <div className={styles.toolbar}>
        <span className={styles.count} role="status">
          {differences.steps.length === 0
            ? 'No differences beyond noise'
            : `${formatCount(differences.steps.length)} ${differences.steps.length === 1 ? 'difference' : 'differences'}`}
        </span>
        <span className={styles.badges}>
          {DIFFERENCES.filter((name) => differences.counts[name] > 0).map((name) => (
            <DifferenceBadges key={name} names={[name]} count={differences.counts[name]} />
          ))}
        </span>
        <span className={styles.push} />
        <ToggleButton
          pressed={only === true}
          onChange={(pressed) =>
            void navigate({
              to: '.',
              search: (search: object) => ({ ...search, only: pressed ? true : undefined }),
              replace: true,
            })
          }
        >
          Only differences
        </ToggleButton>
        <IconButton
          size="small"
          label="Previous difference"
          shortcut="N"
          icon={<ChevronUp aria-hidden />}
          disabled={differences.steps.length === 0}
          onClick={() => step(-1)}
        />
        <IconButton
          size="small"
          label="Next difference"
          shortcut="n"
          icon={<ChevronDown aria-hidden />}
          disabled={differences.steps.length === 0}
          onClick={() => step(1)}
        />
      </div>
      <div className={styles.split}>
        <ComparisonTree
          comparison={comparison}
          places={only === true ? differing : null}
          selected={place}
          onSelect={setSelected}
        />
        <SplitHandle
          label="Width of the span panel"
          size={width}
          min={min}
          max={max}
          side="after"
          onChange={setWidth}
          style={{ margin: '0 -3px' }}
        />
        <div className={styles.panel} style={{ width }}>
          {place !== null && <ComparedSpanPanel comparison={comparison} place={place} />}
        </div>
      </div>
    </div>
  );
}
