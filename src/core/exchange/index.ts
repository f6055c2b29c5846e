export type { ExchangeDependencies } from './dependencies.ts';
export { Exchange } from './exchange.ts';
export { runPipeline } from './pipeline.ts';
export type { Reply } from './reply.ts';
