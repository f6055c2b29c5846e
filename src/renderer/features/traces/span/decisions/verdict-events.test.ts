import { describe, expect, it } from 'vitest';
import type { SpanEvent } from '../../../../../shared/trace.ts';
import { verdictsOf } from './verdict-events.ts';

function event(name: string, attributes: SpanEvent['attributes']): SpanEvent {
  return { timeUnixNano: '0', name, attributes };
}

describe('verdictsOf', () => {
  it('reads what guards and policies recorded', () => {
    const { guards, policies, similarity } = verdictsOf({
      events: [
        event('signalbox.guard', {
          'signalbox.guard': 'pii',
          'signalbox.guard.direction': 'input',
          'signalbox.guard.outcome': 'redact',
          'signalbox.guard.score': 1,
          'signalbox.guard.findings': '[{"kind":"email","score":1,"count":2,"place":"message 1 (user)"}]',
          'signalbox.guard.reason': '2 e-mail addresses',
          'signalbox.guard.micros': 12.5,
        }),
        event('signalbox.policy', {
          'signalbox.policy.set': 'set-1',
          'signalbox.policy.name': 'House rules',
          'signalbox.policy.version': 3,
          'signalbox.policy.mode': 'enforce',
          'signalbox.policy.outcome': 'block',
          'signalbox.policy.rules':
            '[{"ruleId":"r","matched":true,"why":"request.stream is true","micros":1.5,"error":null}]',
          'signalbox.policy.micros': 4,
        }),
        event('signalbox.similarity', {
          'signalbox.similarity.outcome': 'pass',
          'signalbox.similarity.recent': 0.91,
        }),
      ],
    });
    expect(guards).toMatchObject([{ guard: 'pii', score: 1, findings: [{ kind: 'email', count: 2 }] }]);
    expect(policies).toMatchObject([{ setId: 'set-1', version: 3, rules: [{ ruleId: 'r', matched: true }] }]);
    expect(similarity).toMatchObject({ outcome: 'pass', recent: 0.91, bad: null, contrast: false });
  });

  it('takes what anyone may have sent under these names, and makes nothing of it', () => {
    const { guards, policies, similarity } = verdictsOf({
      events: [
        event('signalbox.policy', {
          'signalbox.policy.set': 'x',
          'signalbox.policy.outcome': 'pass',
          'signalbox.policy.rules': '{not json',
        }),
        event('signalbox.policy', { 'signalbox.policy.set': 7 }),
        event('signalbox.guard', { 'signalbox.guard': null }),
        event('signalbox.similarity', {}),
      ],
    });
    expect(policies).toMatchObject([{ setId: 'x', rules: [], micros: 0 }]);
    expect(guards).toEqual([]);
    expect(similarity).toBeNull();
  });
});
