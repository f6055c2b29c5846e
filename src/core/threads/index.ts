export { ThreadClient, type ThreadOptions } from './client.ts';
export { entryUrl } from './entry-url.ts';
export { serveThread } from './serve.ts';
