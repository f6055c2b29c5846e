import { useCallback, useMemo } from 'react';
import {
  GRID_COLUMNS,
  interpolate,
  type Annotation,
  type DashboardModel,
  type GridPosition,
  type VariableValues,
} from '../../../../shared/dashboard/index.ts';
import { displayText } from '../../../lib/display-text.ts';
import type { TimeRange } from '../../../lib/time-range.ts';
import { GRID_HANDLE, PanelGrid } from '../../../ui/panel-grid/index.ts';
import { applyPlaces } from '../model/apply-places.ts';
import { duplicatePanel, removePanel } from '../model/edit-model.ts';
import { shownPanels, type ShownPanel } from '../model/shown-panels.ts';
import { NO_SCOPE, type Interpolate } from '../panel/panel-props.ts';
import { PanelView } from '../panel/panel-view.tsx';
import { RowHeading } from './row-heading.tsx';

const ROW_HEIGHT = 30;

/** What all panels of a dashboard share. */
export interface PanelSurroundings {
  readonly range: TimeRange;
  readonly refreshMs: number | null;
  readonly refreshes: number;
  readonly values: VariableValues;
  readonly annotations: readonly Annotation[];
  readonly crosshairGroup: string | undefined;
  readonly onZoom: (fromMs: number, toMs: number) => void;
}

interface DashboardGridProps {
  readonly model: DashboardModel;
  readonly isEditing: boolean;
  readonly surroundings: PanelSurroundings;
  readonly onChange: (change: (model: DashboardModel) => DashboardModel) => void;
  /** Opens a row, or closes it. */
  readonly onFold: (id: number) => void;
  /** By its key, which of a repeated panel names the copy. */
  readonly onView: (key: string) => void;
  readonly onEdit: (id: number) => void;
}

/** The panels of a dashboard on their grid. */
export function DashboardGrid(props: DashboardGridProps) {
  const { model, isEditing, surroundings, onChange, onFold, onView, onEdit } = props;
  const shown = useMemo(
    () => shownPanels(model.panels, surroundings.values, isEditing),
    [model.panels, surroundings.values, isEditing],
  );
  const move = (places: ReadonlyMap<string, GridPosition>) =>
    onChange((before) =>
      applyPlaces(before, new Map([...places].map(([key, place]) => [Number(key), place]))),
    );
  const actionsOf = ({ key, panel: { id } }: ShownPanel) => ({
    onView: () => onView(key),
    ...(isEditing
      ? {
          onEdit: () => onEdit(id),
          onDuplicate: () => onChange((before) => duplicatePanel(before, id)),
          onRemove: () => onChange((before) => removePanel(before, id)),
        }
      : {}),
  });
  const items = shown.map((each) => {
    const { key, panel, grid } = each;
    return {
      id: key,
      label: displayText(panel.title === '' ? `Panel ${panel.id}` : panel.title, 80),
      place: grid,
      isFixedSize: panel.type === 'row',
      content:
        panel.type === 'row' ? (
          <GridRow
            shown={each}
            values={surroundings.values}
            panels={model.panels}
            isEditing={isEditing}
            onChange={onChange}
            onFold={() => onFold(panel.id)}
          />
        ) : (
          <GridPanel
            shown={each}
            surroundings={surroundings}
            actions={actionsOf(each)}
            isEditing={isEditing}
          />
        ),
    };
  });
  return (
    <PanelGrid
      items={items}
      columns={GRID_COLUMNS}
      rowHeight={ROW_HEIGHT}
      isEditable={isEditing}
      onChange={move}
    />
  );
}

type GridRowProps = Omit<Parameters<typeof RowHeading>[0], 'row' | 'title'> & {
  readonly shown: ShownPanel;
  readonly values: VariableValues;
};

function GridRow({ shown: { panel, scoped }, values, ...props }: GridRowProps) {
  const fill = useInterpolation(values, scoped);
  return <RowHeading {...props} row={panel} title={fill(panel.title, NO_SCOPE, 'text')} />;
}

interface GridPanelProps {
  readonly shown: ShownPanel;
  readonly surroundings: PanelSurroundings;
  readonly actions: NonNullable<Parameters<typeof PanelView>[0]['actions']>;
  readonly isEditing: boolean;
}

function GridPanel({ shown: { panel, scoped }, surroundings, actions, isEditing }: GridPanelProps) {
  const { range, refreshMs, refreshes, values, annotations, crosshairGroup, onZoom } = surroundings;
  const fill = useInterpolation(values, scoped);
  return (
    <PanelView
      panel={panel}
      range={range}
      refreshMs={refreshMs}
      refreshes={refreshes}
      interpolate={fill}
      annotations={annotations}
      onZoom={onZoom}
      actions={actions}
      {...(crosshairGroup === undefined ? {} : { crosshairGroup })}
      {...(isEditing ? { handleClassName: GRID_HANDLE } : {})}
    />
  );
}

/** Puts variables into texts; steady while none of them changes. */
export function useInterpolation(values: VariableValues, scoped: VariableValues | null = null): Interpolate {
  // A copy of a repeated panel has the same values in a new map with each drawing.
  const scope = scoped === null ? '' : JSON.stringify([...scoped]);
  const all = useMemo(
    () =>
      scope === ''
        ? values
        : new Map([
            ...values,
            ...(JSON.parse(scope) as [
              string,
              VariableValues extends ReadonlyMap<string, infer V> ? V : never,
            ][]),
          ]),
    [values, scope],
  );
  return useCallback(
    (text, { stepMs, rangeMs, scrapeMs }, use) => {
      const toMs = Date.now();
      return interpolate(text, all, { fromMs: toMs - rangeMs, toMs, stepMs, scrapeMs }, use);
    },
    [all],
  );
}
