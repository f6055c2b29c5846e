export { DEFAULT_TIMEOUTS, HttpUpstream } from './http-upstream.ts';
export { DEFAULT_SIMULATION } from './simulated/default-simulation.ts';
export { ProviderRegistry } from './provider-registry.ts';
export { SimulatedProvider } from './simulated/simulated-provider.ts';
export type { HeaderFields, Upstream, UpstreamAnswer, UpstreamCall } from './upstream.ts';
export { UpstreamDirectory, type ListedModel } from './upstream-directory.ts';
export type { UpstreamTimeouts } from './upstream-failure.ts';
export type { UpstreamSettings, UpstreamSource } from './upstream-source.ts';
