export { ThreadClient } from './client.ts';
export { entryUrl } from './entry-url.ts';
export { serveThread } from './serve.ts';
