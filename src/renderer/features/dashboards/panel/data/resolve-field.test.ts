import { describe, expect, it } from 'vitest';
import {
  fieldOverrideSchema,
  fieldSchema,
  type FieldOverride,
} from '../../../../../shared/dashboard/index.ts';
import { resolveField } from './resolve-field.ts';

const FIELD = fieldSchema.parse({ unit: 's' });
const override = (match: FieldOverride['match'], field: object) =>
  fieldOverrideSchema.parse({ match, field });

describe('resolveField', () => {
  const series = { name: 'p95 gpt', ref: 'B' };

  it.each([
    [{ by: 'name', name: 'p95 gpt' }, 'ms'],
    [{ by: 'name', name: 'p95' }, 's'],
    [{ by: 'query', ref: 'B' }, 'ms'],
    [{ by: 'query', ref: 'A' }, 's'],
    [{ by: 'pattern', pattern: '^p\\d+' }, 'ms'],
    [{ by: 'pattern', pattern: '/GPT$/i' }, 'ms'],
    [{ by: 'pattern', pattern: '((' }, 's'],
  ] as const)('with %j has the unit %s', (match, unit) => {
    expect(resolveField(FIELD, [override(match, { unit: 'ms' })], series).unit).toBe(unit);
  });

  it('takes the last of two, and only what it says', () => {
    const overrides = [
      override({ by: 'query', ref: 'B' }, { unit: 'ms', decimals: 1 }),
      override({ by: 'query', ref: 'B' }, { unit: 'bytes' }),
    ];
    expect(resolveField(FIELD, overrides, series)).toMatchObject({
      unit: 'bytes',
      decimals: 1,
      draw: 'line',
    });
  });
});
