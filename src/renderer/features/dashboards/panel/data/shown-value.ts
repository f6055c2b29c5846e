import type { Field, PanelColour, Thresholds, ValueMapping } from '../../../../../shared/dashboard/index.ts';
import { formatUnit, unitParts, type UnitParts } from '../../../../lib/format-unit.ts';
import { NOTHING } from '../../../../lib/format.ts';
import { panelColour } from './panel-colour.ts';

export interface ShownValue {
  readonly text: string;
  /** The same in parts, where it is a number. */
  readonly parts: UnitParts;
  /** A CSS colour by mapping or threshold; null: none. */
  readonly colour: string | null;
}

/** A value as a panel's field shows it: mapped, or in its unit, with the colour of its mapping or threshold. */
export function shownValue(value: number | null, field: Field): ShownValue {
  const byThreshold = thresholdColour(value, field);
  const mapping = field.mappings.find((one) => mappingMatches(one, value));
  if (mapping !== undefined) {
    const colour = mapping.colour === null ? byThreshold : panelColour(mapping.colour);
    return { text: mapping.text, parts: { prefix: '', digits: mapping.text, suffix: '' }, colour };
  }
  if (value === null) {
    const text = field.noValue === '' ? NOTHING : field.noValue;
    return { text, parts: { prefix: '', digits: text, suffix: '' }, colour: null };
  }
  return {
    text: formatUnit(value, field.unit, field.decimals),
    parts: unitParts(value, field.unit, field.decimals),
    colour: byThreshold,
  };
}

/** The colour of the step that a value has reached; null without thresholds or value. */
export function thresholdColour(value: number | null, field: Field): string | null {
  const { thresholds } = field;
  if (thresholds === null || value === null || Number.isNaN(value)) return null;
  let reached: PanelColour | null = null;
  for (const step of absoluteSteps(thresholds, field)) {
    if (step.value === null || value >= step.value) reached = step.colour;
  }
  return reached === null ? null : panelColour(reached);
}

/** Steps by value, in the field's own unit: percentages are of the way from its least to its most (0 and 100 unless said). */
export function absoluteSteps(
  { mode, steps }: Thresholds,
  { min, max }: Pick<Field, 'min' | 'max'>,
): Thresholds['steps'] {
  const low = min ?? 0;
  const high = max ?? 100;
  return steps
    .map((step) => ({
      ...step,
      value:
        step.value === null || mode === 'absolute' ? step.value : low + (step.value / 100) * (high - low),
    }))
    .sort((a, b) => (a.value ?? -Infinity) - (b.value ?? -Infinity));
}

function mappingMatches(mapping: ValueMapping, value: number | null): boolean {
  switch (mapping.kind) {
    case 'value':
      return value !== null && (String(value) === mapping.value.trim() || isSameNumber(mapping.value, value));
    case 'range':
      return value !== null && value >= (mapping.from ?? -Infinity) && value <= (mapping.to ?? Infinity);
    case 'special':
      return matchesSpecial(mapping.match, value);
  }
}

function isSameNumber(text: string, value: number): boolean {
  return text.trim() !== '' && Number(text) === value;
}

function matchesSpecial(
  match: 'null' | 'nan' | 'null+nan' | 'true' | 'false' | 'empty',
  value: number | null,
): boolean {
  switch (match) {
    case 'null':
    case 'empty':
      return value === null;
    case 'nan':
      return Number.isNaN(value);
    case 'null+nan':
      return value === null || Number.isNaN(value);
    case 'true':
      return value === 1;
    case 'false':
      return value === 0;
  }
}
