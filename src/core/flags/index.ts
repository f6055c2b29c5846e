export { FlagRegistry } from './flag-registry.ts';
