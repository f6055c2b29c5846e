import { describe, expect, it } from 'vitest';
import { NO_EFFECTS } from '../../../../shared/policy/index.ts';
import { effectLines } from './effect-lines.ts';

describe('effectLines', () => {
  it('says nothing where nothing is done', () => {
    expect(effectLines(NO_EFFECTS)).toEqual([]);
  });

  it('says the strongest first', () => {
    const by = { setId: 's', ruleId: 'r' };
    const lines = effectLines({
      ...NO_EFFECTS,
      flags: ['costly', 'night'],
      block: { code: 'no_gpt4', message: 'Not here.', by },
      parameters: { temperature: 0, seed: null },
      redact: [],
      limits: [{ by, limit: { type: 'limit', requests: 5, period: 'minute', per: 'user' } }],
    });
    expect(lines).toEqual([
      'Blocked with no_gpt4: Not here.',
      'temperature = 0',
      'Without seed',
      'Redacted: all kinds that are known',
      'Limited to 5 requests a minute, each user',
      'Flags: costly, night',
    ]);
  });
});
