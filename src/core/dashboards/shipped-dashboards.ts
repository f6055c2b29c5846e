import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { migrateDashboard, type Dashboard } from '../../shared/dashboard/index.ts';
import { resourcePath } from '../resources.ts';

/** When those were made that come with Signalbox; they have no versions of their own. */
const SHIPPED_AT = '2026-11-22T00:00:00.000Z';

/** Files of `resources/dashboards`, in the order of the list. */
const SHIPPED = ['platform', 'gateway'] as const;

/** The dashboards that come with Signalbox; the id of one is the name of its file. */
export function readShippedDashboards(folder: string = resourcePath('dashboards')): Dashboard[] {
  return SHIPPED.map((id) => ({
    id,
    model: migrateDashboard(JSON.parse(readFileSync(join(folder, `${id}.json`), 'utf8'))),
    version: 1,
    shipped: true,
    createdAt: SHIPPED_AT,
    updatedAt: SHIPPED_AT,
    updatedBy: 'Signalbox',
  }));
}
