import { describe, expect, it } from 'vitest';
import { matcherText, readMatchers, readSilenceForm, silenceForm } from './silence-form.ts';

describe('the form of a silence', () => {
  it('begins with the labels of an alert', () => {
    const form = {
      ...silenceForm({ alertname: 'A', model: 'm=1' }),
      author: 'ana',
      comment: 'known',
      hours: '0.5',
    };
    expect(readSilenceForm(form, 0)).toEqual({
      silence: {
        matchers: [
          { name: 'alertname', operator: '=', value: 'A' },
          { name: 'model', operator: '=', value: 'm=1' },
        ],
        startsAt: '1970-01-01T00:00:00.000Z',
        endsAt: '1970-01-01T00:30:00.000Z',
        author: 'ana',
        comment: 'known',
      },
      errors: {},
    });
  });

  it('reads every operator, and gives it back', () => {
    const text = 'a=b\nc!=d\ne=~f.*\ng!~h';
    expect(readMatchers(text)?.map(matcherText).join('\n')).toBe(text);
    expect(readMatchers('a\n')).toBeNull();
  });

  it('says what is missing', () => {
    expect(Object.keys(readSilenceForm(silenceForm({}), 0).errors)).toEqual([
      'matchers',
      'author',
      'comment',
    ]);
    expect(readSilenceForm({ ...silenceForm({ a: 'b' }), hours: '-1' }, 0).errors).toHaveProperty('hours');
  });
});
