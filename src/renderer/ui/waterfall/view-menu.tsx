import { SlidersHorizontal } from 'lucide-react';
import { Button } from '../button.tsx';
import { Popover } from '../popover.tsx';
import { SegmentedControl, type Segment } from '../segmented-control.tsx';
import type { WaterfallNavigation } from './use-waterfall-navigation.ts';
import styles from './view-menu.module.css';
import { LEAST_GROUPED, type ColourBy, type Grouping, type WaterfallSettings } from './waterfall-settings.ts';

const COLOURS: readonly Segment<ColourBy>[] = [
  { value: 'service', label: 'Service' },
  { value: 'kind', label: 'Kind' },
  { value: 'model', label: 'Model' },
];

const GROUPINGS: readonly Segment<Grouping>[] = [
  { value: 'many', label: `From ${LEAST_GROUPED.many}` },
  { value: 'all', label: `From ${LEAST_GROUPED.all}` },
  { value: 'none', label: 'Never' },
];

const LEVELS: readonly Segment<string>[] = [
  ...['1', '2', '3', '4', '5'].map((value) => ({ value, label: value })),
  { value: 'Infinity', label: 'All' },
];

interface ViewMenuProps {
  readonly settings: WaterfallSettings;
  readonly onSettings: (change: Partial<WaterfallSettings>) => void;
  readonly navigation: WaterfallNavigation;
}

/** How the spans are coloured and put together. */
export function ViewMenu({ settings, onSettings, navigation }: ViewMenuProps) {
  return (
    <Popover
      label="How spans are shown"
      trigger={
        <Button size="small" icon={<SlidersHorizontal aria-hidden="true" />}>
          View
        </Button>
      }
    >
      <div className={styles.menu}>
        <Choice title="Colour by">
          <SegmentedControl
            label="Colour by"
            value={settings.colourBy}
            segments={COLOURS}
            onChange={(colourBy) => onSettings({ colourBy })}
          />
        </Choice>
        <Choice title="Group repeats">
          <SegmentedControl
            label="Group repeats"
            value={settings.grouping}
            segments={GROUPINGS}
            onChange={(grouping) => onSettings({ grouping })}
          />
        </Choice>
        <p className={styles.note}>
          Siblings with the same name, service, kind and model become one row with their number, their time
          together and the longest of them.
        </p>
        <Choice title="Levels shown">
          <SegmentedControl
            label="Levels shown"
            value={null}
            segments={LEVELS}
            onChange={(level) => navigation.foldToLevel(Number(level))}
          />
        </Choice>
      </div>
    </Popover>
  );
}

function Choice({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <div className={styles.choice}>
      <span aria-hidden="true">{title}</span>
      {children}
    </div>
  );
}
