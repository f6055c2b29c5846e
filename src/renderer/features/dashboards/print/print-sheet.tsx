import { useMemo, useState } from 'react';
import { createPortal } from 'react-dom';
import { GRID_COLUMNS, type DashboardModel } from '../../../../shared/dashboard/index.ts';
import { displayText } from '../../../lib/display-text.ts';
import { formatAbsolute } from '../../../lib/format-time.ts';
import { boundsOf } from '../../../lib/time-range.ts';
import { useInterpolation, type PanelSurroundings } from '../grid/dashboard-grid.tsx';
import { shownPanels, type ShownPanel } from '../model/shown-panels.ts';
import { NO_SCOPE } from '../panel/panel-props.ts';
import { PanelView } from '../panel/panel-view.tsx';
import type { ResolvedVariable } from '../variables/resolve-variables.ts';
import { printBands, type PrintBand } from './print-bands.ts';
import styles from './print-sheet.module.css';

interface PrintSheetProps {
  readonly model: DashboardModel;
  readonly variables: readonly ResolvedVariable[];
  readonly surroundings: PanelSurroundings;
}

/** A dashboard as it is printed: drawn at the width of the paper, behind a cover while it is made. */
export function PrintSheet({ model, variables, surroundings }: PrintSheetProps) {
  const { range, values } = surroundings;
  const bands = useMemo(() => printBands(shownPanels(model.panels, values, false)), [model.panels, values]);
  const [printedAt] = useState(() => Date.now());
  const { from, to } = boundsOf(range, printedAt);
  const chosen = variables.filter(({ variable }) => !variable.hidden);
  return createPortal(
    <>
      <div className={styles.cover} role="status">
        Drawing the sheets…
      </div>
      <div className={styles.sheet} data-print-sheet aria-hidden inert>
        <header className={styles.header}>
          <h1 className={styles.title}>{displayText(model.title, 200)}</h1>
          <p className={styles.about}>
            {formatAbsolute(from)} to {formatAbsolute(to)}
            {chosen.map(({ variable: { name, label }, value }) => (
              <span key={name} className={styles.variable}>
                {displayText(label === '' ? name : label, 60)}:{' '}
                {value.isAll ? 'All' : displayText(value.texts.join(', '), 200)}
              </span>
            ))}
          </p>
        </header>
        {bands.map((band) => (
          <Band key={band.key} band={band} surroundings={surroundings} />
        ))}
      </div>
    </>,
    document.body,
  );
}

interface BandProps {
  readonly band: PrintBand;
  readonly surroundings: PanelSurroundings;
}

function Band({ band: { top, panels }, surroundings }: BandProps) {
  const [first] = panels;
  if (first?.panel.type === 'row' && panels.length === 1)
    return <Heading shown={first} surroundings={surroundings} />;
  return (
    <div className={styles.band} style={{ gridTemplateColumns: `repeat(${GRID_COLUMNS}, minmax(0, 1fr))` }}>
      {panels.map((shown) => (
        <div
          key={shown.key}
          className={styles.place}
          style={{
            gridColumn: `${shown.grid.x + 1} / span ${shown.grid.w}`,
            gridRow: `${shown.grid.y - top + 1} / span ${shown.grid.h}`,
          }}
        >
          <PrintedPanel shown={shown} surroundings={surroundings} />
        </div>
      ))}
    </div>
  );
}

interface PrintedProps {
  readonly shown: ShownPanel;
  readonly surroundings: PanelSurroundings;
}

function Heading({ shown: { panel, scoped }, surroundings: { values } }: PrintedProps) {
  const fill = useInterpolation(values, scoped);
  const title = fill(panel.title, NO_SCOPE, 'text');
  return <h2 className={styles.row}>{displayText(title === '' ? 'Row' : title, 120)}</h2>;
}

function PrintedPanel({ shown: { panel, scoped }, surroundings }: PrintedProps) {
  const { range, values, annotations } = surroundings;
  const fill = useInterpolation(values, scoped);
  return (
    <PanelView
      panel={panel}
      range={range}
      refreshMs={null}
      interpolate={fill}
      annotations={annotations}
      isPrinted
    />
  );
}
