import type { DashboardPreview } from './dashboard-calls.ts';
import { isGrafana, readGrafana, type ChooseSource } from './grafana/index.ts';
import { DashboardUnreadable, migrateDashboard } from './migrate-dashboard.ts';

/**
 * What a file would become: a dashboard of Signalbox, or one of Grafana with the list of what is not taken over. `choose`
 * says which source of this engine stands for one that a dashboard of Grafana names.
 * @throws DashboardUnreadable
 */
export function readDashboardFile(json: unknown, choose: ChooseSource = () => null): DashboardPreview {
  if (isOwn(json))
    return { format: 'signalbox', model: migrateDashboard(json), unsupported: [], sources: [] };
  if (isGrafana(json)) return readGrafana(json, choose);
  throw new DashboardUnreadable('it is a dashboard neither of Signalbox nor of Grafana');
}

/** Panels of Grafana have a `gridPos`, ours a `grid`; an empty dashboard of ours has no version of Grafana's size. */
function isOwn(json: unknown): boolean {
  if (typeof json !== 'object' || json === null || !('schemaVersion' in json) || !('panels' in json))
    return false;
  const { schemaVersion, panels } = json;
  if (typeof schemaVersion !== 'number' || !Array.isArray(panels)) return false;
  return panels.length === 0
    ? schemaVersion < 14
    : panels.some(
        (panel) => typeof panel === 'object' && panel !== null && 'grid' in panel && !('gridPos' in panel),
      );
}
