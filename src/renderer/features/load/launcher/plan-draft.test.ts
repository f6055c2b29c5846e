import { describe, expect, it } from 'vitest';
import { hostToConfirm, newDraft, newRequest, planOf, SHAPES, shapeOf } from './plan-draft.ts';

describe('a typed plan', () => {
  it('is one from the start, with every shape and kind of request', () => {
    for (const shape of SHAPES) expect(planOf({ ...newDraft(), ...shapeOf(shape) }).problems).toEqual({});
    for (const kind of ['chat', 'embeddings', 'recorded', 'http'] as const) {
      const { plan } = planOf({ ...newDraft(), requests: [{ ...newRequest(), kind }] });
      expect(plan?.mix[0]?.kind).toBe(kind);
    }
  });

  it('says at which field something is wrong', () => {
    const wrong = (change: Partial<ReturnType<typeof newDraft>>) =>
      Object.keys(planOf({ ...newDraft(), ...change }).problems);
    expect(wrong({ name: ' ' })).toEqual(['name']);
    expect(wrong({ thresholds: 'p95<never' })).toEqual(['thresholds']);
    expect(wrong({ start: 'many' })).toEqual(['shape']);
    expect(wrong({ start: '1000000' })).toEqual(['shape']);
    expect(wrong({ target: 'url', url: 'nowhere' })).toEqual(['url']);
    expect(wrong({ target: 'url', url: 'http://127.0.0.1:8080/v1' })).toEqual(['url']);
    expect(wrong({ requests: [{ ...newRequest(), model: '' }] })).toEqual(['requests']);
    expect(wrong({ timeoutSeconds: '' })).toEqual(['form']);
  });

  it('asks for a host to be confirmed when it is not this machine', () => {
    const of = (url: string) => hostToConfirm({ ...newDraft(), target: 'url', url });
    expect([of('http://127.0.0.1:8080'), of('http://localhost/x'), of('http://[::1]:1')]).toEqual([
      null,
      null,
      null,
    ]);
    expect(of('https://api.example.com/v1')).toBe('api.example.com');
    expect(of('http://127.0.0.1.example.com')).toBe('127.0.0.1.example.com');
    expect(of('http://user@10.0.0.1:99')).toBe('10.0.0.1:99');
  });
});
