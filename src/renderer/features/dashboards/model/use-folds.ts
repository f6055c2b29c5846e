import { useMemo, useState } from 'react';
import type { DashboardModel } from '../../../../shared/dashboard/index.ts';
import { replacePanel } from './edit-model.ts';
import type { EditedDashboard } from './use-dashboard-draft.ts';

/** Rows are opened and closed while a dashboard is looked at, too: then for whoever looks, and not in the model. */
export function useFolds({ model, isEditing, change }: EditedDashboard): {
  model: DashboardModel;
  fold: (id: number) => void;
} {
  const [turned, setTurned] = useState<ReadonlySet<number>>(new Set());
  const shown = useMemo(
    () => (isEditing ? model : [...turned].reduce((each, id) => withFold(each, id), model)),
    [model, isEditing, turned],
  );
  const fold = (id: number) => {
    if (isEditing) change((before) => withFold(before, id));
    else
      setTurned(
        (before) => new Set(before.has(id) ? [...before].filter((each) => each !== id) : [...before, id]),
      );
  };
  return { model: shown, fold };
}

function withFold(model: DashboardModel, id: number): DashboardModel {
  const row = model.panels.find((each) => each.id === id && each.type === 'row');
  if (row === undefined) return model;
  return replacePanel(model, { ...row, options: { ...row.options, collapsed: !row.options.collapsed } });
}
