export { RouteRegistry } from './route-registry.ts';
export { createRouter, type CallPlan, type Router, type Target } from './router.ts';
