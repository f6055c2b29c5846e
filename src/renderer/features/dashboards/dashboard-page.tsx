import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { ArrowLeft } from 'lucide-react';
import { lazy, Suspense, useMemo, useState } from 'react';
import type { Dashboard } from '../../../shared/dashboard/index.ts';
import { displayText } from '../../lib/display-text.ts';
import { fixedRangeSearch } from '../../lib/time-range.ts';
import { useSetTimeRange, useTimeRange } from '../../lib/use-time-range.ts';
import { useShortcuts } from '../../lib/use-shortcuts.ts';
import { Badge } from '../../ui/badge.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Page } from '../../ui/page.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { DashboardActions } from './dashboard-actions.tsx';
import { DashboardBar } from './dashboard-bar.tsx';
import styles from './dashboard-page.module.css';
import { EmptyDashboard } from './empty-dashboard.tsx';
import { DashboardGrid } from './grid/dashboard-grid.tsx';
import { FullScreenPanel } from './grid/full-screen-panel.tsx';
import { replacePanel } from './model/edit-model.ts';
import { shownPanel } from './model/shown-panels.ts';
import { useDashboardDraft, useUnsavedWarning } from './model/use-dashboard-draft.ts';
import { useFolds } from './model/use-folds.ts';
import { printDashboard } from './print/print-dashboard.ts';
import { PrintSheet } from './print/print-sheet.tsx';
import { usePrintStore } from './print/print-store.ts';
import { RefreshPicker } from './refresh-picker.tsx';
import { useAnnotations } from './use-annotations.ts';
import { useDashboard } from './use-dashboards.ts';
import { useDashboardView } from './use-dashboard-view.ts';
import { useOpeningRange } from './use-opening-range.ts';
import { useVariables } from './variables/use-variables.ts';

const NO_CHOICE = {};
/** With the editor of PromQL: most look at a dashboard without changing it. */
const PanelEditor = lazy(() =>
  import('./editor/panel-editor.tsx').then((module) => ({ default: module.PanelEditor })),
);

/** A dashboard: its panels with their data, and, while it is edited, the tools for that. */
export function DashboardPage() {
  const { id = '' } = useParams({ strict: false });
  const query = useDashboard(id);
  useUnsavedWarning();
  if (query.data !== undefined) return <LoadedDashboard key={id} dashboard={query.data} />;
  return (
    <Page title="Dashboard" leading={<Back />}>
      {query.isError ? (
        <ErrorState
          title="The dashboard could not be loaded"
          error={query.error}
          onRetry={() => void query.refetch()}
        />
      ) : (
        <Loading />
      )}
    </Page>
  );
}

function Loading() {
  return (
    <div className={styles.loading} aria-busy>
      <Skeleton height={34} />
      <Skeleton height={150} />
      <Skeleton height={300} />
    </div>
  );
}

function Back() {
  return (
    <Link to="/dashboards" tabIndex={-1}>
      <IconButton size="small" label="All dashboards" icon={<ArrowLeft aria-hidden />} />
    </Link>
  );
}

function LoadedDashboard({ dashboard }: { readonly dashboard: Dashboard }) {
  useOpeningRange(dashboard.model.rangeMs);
  const edited = useDashboardDraft(dashboard);
  const { search, change: look } = useDashboardView();
  const navigate = useNavigate();
  const range = useTimeRange();
  const setRange = useSetTimeRange();
  const [refreshes, setRefreshes] = useState(0);
  const [kinds, setKinds] = useState(edited.model.annotations);
  const { model, fold } = useFolds(edited);
  const { variables, resolved, values } = useDashboardVariables(
    edited.model.variables,
    search.vars,
    range,
    refreshes,
  );
  const seconds =
    search.refresh === undefined ? model.refreshSeconds : search.refresh === 0 ? null : search.refresh;
  const refreshMs = seconds === null ? null : seconds * 1_000;
  const annotations = useAnnotations(range, kinds, refreshMs);
  const surroundings = useMemo(
    () => ({
      range,
      refreshMs,
      refreshes,
      values,
      annotations,
      crosshairGroup: model.sharedCrosshair ? `dashboard-${dashboard.id}` : undefined,
      onZoom: (fromMs: number, toMs: number) =>
        setRange(fixedRangeSearch(range.key, new Date(fromMs), new Date(toMs))),
    }),
    [range, refreshMs, refreshes, values, annotations, model.sharedCrosshair, dashboard.id, setRange],
  );
  const isPrinting = usePrintStore((store) => store.isPrinting);
  const refresh = () => setRefreshes((before) => before + 1);
  const leave = () => {
    if (search.edit !== undefined) look({ edit: undefined });
    else if (search.view !== undefined) look({ view: undefined });
    else if (search.kiosk === true) look({ kiosk: undefined });
    else void navigate({ to: '/dashboards' });
  };
  useShortcuts({
    Escape: leave,
    r: refresh,
    'Mod+P': () => void printDashboard(model.title),
    e: () => (edited.isEditing || dashboard.shipped ? undefined : edited.begin()),
    'Mod+Z': edited.undo,
    'Mod+Shift+Z': edited.redo,
  });
  const title = displayText(model.title, 120);
  const viewed = search.view === undefined ? undefined : shownPanel(model.panels, values, search.view);
  const panel = edited.isEditing ? edited.model.panels.find(({ id }) => id === search.edit) : undefined;
  const choose = (name: string, chosen: readonly string[]) =>
    look({ vars: { ...search.vars, [name]: [...chosen] } }, true);
  return (
    <div className={search.kiosk === true ? styles.kiosk : styles.page}>
      <Page
        title={title}
        leading={<Back />}
        trailing={
          <Standing dashboard={dashboard} isEditing={edited.isEditing} isChanged={edited.isChanged} />
        }
        hasTimeRange
        actions={
          <>
            <DashboardActions dashboard={dashboard} edited={edited} />
            <div className={edited.isEditing ? styles.spare : undefined}>
              <RefreshPicker
                seconds={seconds}
                onChange={(next) => look({ refresh: next ?? 0 }, true)}
                onRefresh={refresh}
              />
            </div>
          </>
        }
      >
        <DashboardBar
          model={edited.model}
          resolved={resolved}
          kinds={kinds}
          isKiosk={search.kiosk === true}
          onKinds={(next) => {
            setKinds(next);
            if (edited.isEditing) edited.change((before) => ({ ...before, annotations: next }));
          }}
          onChoose={choose}
          onKiosk={(isOn) => look({ kiosk: isOn || undefined })}
        />
        {panel !== undefined ? (
          <Suspense fallback={<Loading />}>
            <PanelEditor
              key={panel.id}
              panel={panel}
              variables={variables}
              surroundings={surroundings}
              onChange={(next) => edited.change((before) => replacePanel(before, next))}
              onClose={() => look({ edit: undefined })}
            />
          </Suspense>
        ) : viewed !== undefined ? (
          <FullScreenPanel
            shown={viewed}
            surroundings={surroundings}
            onClose={() => look({ view: undefined })}
          />
        ) : model.panels.length === 0 ? (
          <EmptyDashboard edited={edited} onEdit={(id) => look({ edit: id })} />
        ) : resolved === null ? (
          <Loading />
        ) : (
          <DashboardGrid
            model={model}
            isEditing={edited.isEditing}
            surroundings={surroundings}
            onChange={edited.change}
            onFold={fold}
            onView={(key) => look({ view: key })}
            onEdit={(id) => look({ edit: id })}
          />
        )}
      </Page>
      {isPrinting && <PrintSheet model={model} variables={resolved ?? []} surroundings={surroundings} />}
    </div>
  );
}

function useDashboardVariables(
  variables: Dashboard['model']['variables'],
  chosen: Readonly<Record<string, readonly string[]>> | undefined,
  range: ReturnType<typeof useTimeRange>,
  refreshes: number,
) {
  return { variables, ...useVariables(variables, chosen ?? NO_CHOICE, range, refreshes) };
}

interface StandingProps {
  readonly dashboard: Dashboard;
  readonly isEditing: boolean;
  readonly isChanged: boolean;
}

function Standing({ dashboard, isEditing, isChanged }: StandingProps) {
  return (
    <span className={styles.standing}>
      {dashboard.shipped && <Badge title="It comes with Signalbox: duplicate it to change it">shipped</Badge>}
      {isEditing && !isChanged && <Badge tone="accent">editing</Badge>}
      {isChanged && <Badge tone="warning">not saved</Badge>}
    </span>
  );
}
