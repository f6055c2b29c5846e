export { MetricSources, type MetricSourcesParts } from './metric-sources.ts';
