export { SYSTEM_CLOCK, type AlertClock } from './alert-clock.ts';
export { Alerts, type AlertsParts } from './alerts.ts';
export { readShippedRules } from './rules/shipped-rules.ts';
