/** The one place where the renderer knows the engine: the type of its protocol. */
export type { ConsoleRouter } from '../../core/http/console/router.ts';
