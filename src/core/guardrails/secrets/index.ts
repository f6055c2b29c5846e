export { secretsMatcher } from './scan-secrets.ts';
