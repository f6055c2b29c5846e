export type { ExchangeDependencies } from './dependencies.ts';
export { callerError } from './caller-error.ts';
export { Exchange } from './exchange.ts';
export { apiHeaders } from './headers.ts';
export { mayLeave } from './may-leave.ts';
export { runPipeline } from './pipeline.ts';
export type { Reply } from './reply.ts';
