export { SYSTEM_CLOCK } from './alert-clock.ts';
export { Alerts } from './alerts.ts';
export { readShippedRules } from './rules/shipped-rules.ts';
