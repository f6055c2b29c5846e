import { describe, expect, test } from 'vitest';
import { EMPTY_DRAFT, draftOf, readDraft, withTarget } from './route-draft.ts';

describe('a draft', () => {
  test('is read as the route that it was made of', () => {
    const route = {
      model: 'team/assistant',
      targets: [
        { provider: 'openai', model: 'gpt-4o', rank: 1, weight: 3 },
        { provider: 'vllm', model: 'org/llama', rank: 2, weight: 1 },
      ],
      retry: { attempts: 3, maxWaitMs: 1_000 },
      timeouts: { firstByteMs: 2_000, idleMs: null, totalMs: 30_000 },
    };
    const draft = draftOf({ ...route, updatedAt: '2026-11-21T10:00:00.000Z' });
    expect(draft.targets[1]?.target).toBe('vllm/org/llama');
    expect(readDraft(draft)).toEqual({ route, errors: null });
  });

  test('says at each field what is wrong', () => {
    const { errors } = readDraft({
      ...EMPTY_DRAFT,
      targets: [
        { id: 7, target: 'gpt-4o', rank: '0', weight: '1' },
        { id: 8, target: 'openai/', rank: '1', weight: 'much' },
      ],
      attempts: '9',
      totalMs: '5',
    });
    expect(Object.keys(errors?.fields ?? {}).sort()).toEqual(['attempts', 'model', 'totalMs']);
    expect(Object.keys(errors?.targets.get(7) ?? {}).sort()).toEqual(['rank', 'target']);
    expect(Object.keys(errors?.targets.get(8) ?? {}).sort()).toEqual(['target', 'weight']);
  });
});

test('a new target is the last to be tried', () => {
  const [, second] = withTarget(EMPTY_DRAFT).targets;
  expect(second).toEqual({ id: 2, target: '', rank: '2', weight: '1' });
});
