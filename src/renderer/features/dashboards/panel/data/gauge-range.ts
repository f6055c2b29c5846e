import type { Field } from '../../../../../shared/dashboard/index.ts';
import { panelColour } from './panel-colour.ts';
import { absoluteSteps } from './shown-value.ts';

/** The ends of a gauge: the field's, or, where it has none, those of its unit, its thresholds and the values together. */
export function gaugeRange(field: Field, values: readonly (number | null)[]): { low: number; high: number } {
  const finite = values.filter((value): value is number => value !== null && Number.isFinite(value));
  const steps = field.thresholds?.mode === 'absolute' ? field.thresholds.steps : [];
  const known = [...finite, ...steps.flatMap(({ value }) => (value === null ? [] : [value]))];
  const low = field.min ?? Math.min(0, ...known);
  const high =
    field.max ?? (field.unit === 'percentunit' ? 1 : field.unit === 'percent' ? 100 : Math.max(0, ...known));
  return high > low ? { low, high } : { low, high: low + 1 };
}

/** Where a value is between the ends, 0 to 1; null for what is no number. */
export function gaugeShare(
  value: number | null,
  { low, high }: { low: number; high: number },
): number | null {
  if (value === null || Number.isNaN(value)) return null;
  if (!Number.isFinite(value)) return value > 0 ? 1 : 0;
  return Math.max(0, Math.min(1, (value - low) / (high - low)));
}

/** The colours of the thresholds along a gauge, by share. */
export function gaugeSteps(
  field: Field,
  range: { low: number; high: number },
): { from: number; colour: string }[] {
  if (field.thresholds === null || field.thresholds.steps.length < 2) return [];
  return absoluteSteps(field.thresholds, { min: range.low, max: range.high }).map(({ value, colour }) => ({
    from: gaugeShare(value ?? range.low, range) ?? 0,
    colour: panelColour(colour) ?? 'var(--series-8)',
  }));
}
