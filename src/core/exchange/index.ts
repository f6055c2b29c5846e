export type { ExchangeDependencies, ExchangeSettings } from './dependencies.ts';
export { Exchange, type ExchangeInput } from './exchange.ts';
export { runPipeline } from './pipeline.ts';
export type { Reply } from './reply.ts';
