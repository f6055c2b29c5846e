export { SessionPage } from './session-page.tsx';
export { sessionSearchSchema } from './session-search.ts';
export { SessionsPage } from './sessions-page.tsx';
