import { describe, expect, it } from 'vitest';
import type { SimulatedModel } from '../../../shared/provider.ts';
import { readDraft, toDrafts } from './simulation-draft.ts';

const MODEL: SimulatedModel = {
  model: 'gpt-4o',
  priceAs: 'openai/gpt-4o',
  latencyMs: 320,
  tokensPerSecond: 0.5,
  errorRate: 0.07,
  errorStatus: 429,
  streamFaultRate: 0.35,
  streamFault: 'cut',
};

const draftOf = (model: SimulatedModel) => toDrafts({ seed: 1, models: [model] });

describe('the draft of a simulated model', () => {
  it('reads back as it was', () => {
    expect(draftOf(MODEL).map((draft) => readDraft(draft).model)).toEqual([MODEL]);
  });

  it('shows shares as the percent that people typed', () => {
    expect(draftOf(MODEL)[0]).toMatchObject({ errorPercent: '7', streamFaultPercent: '35' });
  });

  it.each([
    ['latencyMs', ''],
    ['latencyMs', '-1'],
    ['tokensPerSecond', 'fast'],
    ['errorPercent', '101'],
    ['streamFaultPercent', 'NaN'],
  ] as const)('names the field that is wrong: %s = "%s"', (field, text) => {
    for (const draft of draftOf(MODEL)) {
      const read = readDraft({ ...draft, [field]: text });
      expect(read.model).toBeNull();
      expect([...read.wrong]).toEqual([field]);
    }
  });
});
