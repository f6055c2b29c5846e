import { describe, expect, it } from 'vitest';
import { sloContentSchema } from '../../../../shared/alert/index.ts';
import { NEW_SLO, readSloForm, sloToForm } from './slo-form.ts';

describe('the form of an SLO', () => {
  it('gives back the SLO that it was filled with', () => {
    for (const sli of [
      { kind: 'ratio', good: 'g[$window]', total: 't[$window]' },
      { kind: 'latency', metric: 'x_seconds', matchers: 'a="b"', threshold: 0.5 },
    ]) {
      const content = sloContentSchema.parse({
        name: 'a',
        objective: 0.999,
        periodDays: 7,
        sli,
        labels: { team: 't' },
      });
      expect(readSloForm(sloToForm(content), content.labels)).toEqual({ content, errors: {} });
    }
  });

  it('says what is wrong, by field', () => {
    const { errors } = readSloForm({ ...NEW_SLO, name: '', objective: '100', good: 'x' }, {});
    expect(Object.keys(errors).sort()).toEqual(['good', 'name', 'objective']);
    expect(readSloForm({ ...NEW_SLO, kind: 'latency', threshold: 'x' }, {}).errors).toHaveProperty(
      'threshold',
    );
  });
});
