export { createRouter, type ModelEntry, type Router, type Target } from './router.ts';
