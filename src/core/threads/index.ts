export { ThreadClient, type ThreadOptions } from './client.ts';
export { entryUrl } from './entry-url.ts';
export { GroupCommit } from './group-commit.ts';
export type { CallContext, InputOf, Operations, ResultOf } from './protocol.ts';
export { serveThread } from './serve.ts';
export { RestartingThread } from './restarting-thread.ts';
export { UpkeepTimer } from './upkeep-timer.ts';
