export { createRouter, type Router, type Target } from './router.ts';
