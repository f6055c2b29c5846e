import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { migrateDashboard, type Dashboard } from '../../shared/dashboard/index.ts';
import { resourcePath } from '../resources.ts';

/** When those were made that come with Signalbox; they have no versions of their own. */
const SHIPPED_AT = '2026-11-22T00:00:00.000Z';

/** The dashboards in `resources/dashboards`, by the names of their files. */
export function readShippedDashboards(folder: string = resourcePath('dashboards')): Dashboard[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => ({
      id: name.slice(0, -'.json'.length),
      model: migrateDashboard(JSON.parse(readFileSync(join(folder, name), 'utf8'))),
      version: 1,
      shipped: true,
      createdAt: SHIPPED_AT,
      updatedAt: SHIPPED_AT,
      updatedBy: 'Signalbox',
    }));
}
