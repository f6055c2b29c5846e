import type { ValueType } from './value-type.ts';

export interface FunctionSignature {
  readonly args: readonly ValueType[];
  /** How many of the last arguments may be left out; `many`: the last one may be repeated or left out. */
  readonly optional: number | 'many';
  readonly returns: ValueType;
}

const of = (...args: ValueType[]): FunctionSignature => ({ args, optional: 0, returns: 'vector' });
const VECTOR = of('vector');
const MATRIX = of('matrix');
const DATE: FunctionSignature = { args: ['vector'], optional: 1, returns: 'vector' };

/** The functions of Prometheus 2.42, without those of native histograms. */
export const FUNCTIONS = {
  abs: VECTOR,
  absent: VECTOR,
  absent_over_time: MATRIX,
  acos: VECTOR,
  acosh: VECTOR,
  asin: VECTOR,
  asinh: VECTOR,
  atan: VECTOR,
  atanh: VECTOR,
  avg_over_time: MATRIX,
  ceil: VECTOR,
  changes: MATRIX,
  clamp: of('vector', 'scalar', 'scalar'),
  clamp_max: of('vector', 'scalar'),
  clamp_min: of('vector', 'scalar'),
  cos: VECTOR,
  cosh: VECTOR,
  count_over_time: MATRIX,
  day_of_month: DATE,
  day_of_week: DATE,
  day_of_year: DATE,
  days_in_month: DATE,
  deg: VECTOR,
  delta: MATRIX,
  deriv: MATRIX,
  exp: VECTOR,
  floor: VECTOR,
  histogram_quantile: of('scalar', 'vector'),
  holt_winters: of('matrix', 'scalar', 'scalar'),
  hour: DATE,
  idelta: MATRIX,
  increase: MATRIX,
  irate: MATRIX,
  label_join: {
    args: ['vector', 'string', 'string', 'string'],
    optional: 'many',
    returns: 'vector',
  },
  label_replace: of('vector', 'string', 'string', 'string', 'string'),
  last_over_time: MATRIX,
  ln: VECTOR,
  log10: VECTOR,
  log2: VECTOR,
  max_over_time: MATRIX,
  min_over_time: MATRIX,
  minute: DATE,
  month: DATE,
  pi: { args: [], optional: 0, returns: 'scalar' },
  predict_linear: of('matrix', 'scalar'),
  present_over_time: MATRIX,
  quantile_over_time: of('scalar', 'matrix'),
  rad: VECTOR,
  rate: MATRIX,
  resets: MATRIX,
  round: { args: ['vector', 'scalar'], optional: 1, returns: 'vector' },
  scalar: { args: ['vector'], optional: 0, returns: 'scalar' },
  sgn: VECTOR,
  sin: VECTOR,
  sinh: VECTOR,
  sort: VECTOR,
  sort_desc: VECTOR,
  sqrt: VECTOR,
  stddev_over_time: MATRIX,
  stdvar_over_time: MATRIX,
  sum_over_time: MATRIX,
  tan: VECTOR,
  tanh: VECTOR,
  time: { args: [], optional: 0, returns: 'scalar' },
  timestamp: VECTOR,
  vector: of('scalar'),
  year: DATE,
} as const satisfies Record<string, FunctionSignature>;
export type FunctionName = keyof typeof FUNCTIONS;

export function isFunctionName(name: string): name is FunctionName {
  return Object.hasOwn(FUNCTIONS, name);
}
