import { z } from 'zod';
import { DASHBOARD_SCHEMA_VERSION, dashboardModelSchema, type DashboardModel } from './dashboard.ts';

type Json = Readonly<Record<string, unknown>>;
/** By the version that it starts from: makes one of the next version. */
export type DashboardMigrations = Readonly<Record<number, (model: Json) => Json>>;

/** From each released version of the JSON model to the next. */
const MIGRATIONS: DashboardMigrations = {};

const versioned = z.looseObject({ schemaVersion: z.number().int().min(1) });

/** Why a JSON is no dashboard, in words for people. */
export class DashboardUnreadable extends Error {}

/**
 * Reads a dashboard of this or an older version of the model.
 * @throws DashboardUnreadable for anything else, such as one of a newer Signalbox
 */
export function migrateDashboard(
  json: unknown,
  migrations: DashboardMigrations = MIGRATIONS,
  target: number = DASHBOARD_SCHEMA_VERSION,
): DashboardModel {
  const found = versioned.safeParse(json);
  if (!found.success) throw new DashboardUnreadable('it has no schemaVersion');
  let model: Json = found.data;
  let { schemaVersion: version } = found.data;
  if (version > target)
    throw new DashboardUnreadable(
      `it is of version ${version} of the model, and this Signalbox knows up to ${target}`,
    );
  for (; version < target; version += 1) {
    const step = migrations[version];
    if (step === undefined) throw new DashboardUnreadable(`there is no way from version ${version} on`);
    model = { ...step(model), schemaVersion: version + 1 };
  }
  const read = dashboardModelSchema.safeParse({ ...model, schemaVersion: DASHBOARD_SCHEMA_VERSION });
  if (!read.success) throw new DashboardUnreadable(firstProblem(read.error));
  return read.data;
}

function firstProblem({ issues }: z.ZodError): string {
  const [issue] = issues;
  if (issue === undefined) return 'it does not fit the model';
  return issue.path.length === 0 ? issue.message : `${issue.path.join('.')}: ${issue.message}`;
}
