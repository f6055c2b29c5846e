export type { FamilySnapshot, MeterExemplar, MeterSample } from './family-snapshot.ts';
export { formatNumber } from './format-number.ts';
export { HistogramFamily } from './histogram-family.ts';
export {
  counter,
  gauge,
  histogram,
  unitOf,
  type LabelValues,
  type MetricDefinition,
} from './metric-definition.ts';
export { NumberFamily } from './number-family.ts';
