import { ACCESS_ERRORS } from './access-errors.ts';
import { ALERT_ERRORS } from './alert-errors.ts';
import { DASHBOARD_ERRORS } from './dashboard-errors.ts';
import { ENGINE_ERRORS } from './engine-errors.ts';
import { GATEWAY_ERRORS } from './gateway-errors.ts';
import { LIMIT_ERRORS } from './limit-errors.ts';
import { LOAD_ERRORS } from './load-errors.ts';
import { METRICS_ERRORS } from './metrics-errors.ts';
import { POLICY_ERRORS } from './policy-errors.ts';
import { PROVIDER_ERRORS } from './provider-errors.ts';
import { REQUEST_ERRORS } from './request-errors.ts';
import { TRACE_ERRORS } from './trace-errors.ts';

/**
 * The one registry of errors. Every door answers from it, in its caller's dialect:
 * a stable code, an HTTP status, what happened, what the user can do, and whether a retry can help.
 */
export const ERRORS = {
  ...REQUEST_ERRORS,
  ...ACCESS_ERRORS,
  ...GATEWAY_ERRORS,
  ...PROVIDER_ERRORS,
  ...LIMIT_ERRORS,
  ...LOAD_ERRORS,
  ...POLICY_ERRORS,
  ...METRICS_ERRORS,
  ...TRACE_ERRORS,
  ...DASHBOARD_ERRORS,
  ...ALERT_ERRORS,
  ...ENGINE_ERRORS,
};
