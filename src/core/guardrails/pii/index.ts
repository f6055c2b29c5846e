export { piiMatcher } from './scan-pii.ts';
