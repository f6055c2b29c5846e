export { ProviderRegistry } from './provider-registry.ts';
export { SimulatedProvider } from './simulated/simulated-provider.ts';
export type { HeaderFields, Upstream, UpstreamAnswer } from './upstream.ts';
export { UpstreamDirectory } from './upstream-directory.ts';
export type { UpstreamTimeouts } from './upstream-failure.ts';
export type { UpstreamSettings } from './upstream-source.ts';
