import type { ErrorDefinition } from './error-definition.ts';

/** Dashboards and their annotations. */
export const DASHBOARD_ERRORS = {
  DASHBOARD_NOT_FOUND: {
    status: 404,
    message: 'There is no dashboard {id}.',
    action: 'GET /api/v1/dashboards lists them.',
    retryable: false,
  },
  DASHBOARD_VERSION_NOT_FOUND: {
    status: 404,
    message: 'The dashboard {id} has no version {version}.',
    action: 'GET /api/v1/dashboards/{id}/versions lists them.',
    retryable: false,
  },
  DASHBOARD_CHANGED: {
    status: 409,
    message:
      'Version {latest} of the dashboard was saved after version {base}, from which this change began.',
    action: 'Read the latest version, make the change again there, and save it; or save this one as a copy.',
    retryable: false,
  },
  DASHBOARD_SHIPPED: {
    status: 403,
    message: "The dashboard '{title}' is shipped with Signalbox and stays as it is.",
    action: 'Duplicate it and change the copy.',
    retryable: false,
  },
  DASHBOARD_INVALID: {
    status: 422,
    message: 'This is not a dashboard that can be read: {reason}',
    action:
      "Send the JSON of a Signalbox dashboard, or of a Grafana dashboard in the classic form, as its 'Export' writes it.",
    retryable: false,
  },
  DASHBOARDS_FULL: {
    status: 422,
    message: 'There are {max} dashboards already, which is as many as are kept.',
    action: 'Remove some first.',
    retryable: false,
  },
} as const satisfies Record<string, ErrorDefinition>;
