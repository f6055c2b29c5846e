import { describe, expect, it } from 'vitest';
import { NO_USAGE } from '../../../../shared/usage.ts';
import { decisionsOf, overheadOf } from './decisions/stage-decisions.ts';
import { hasUsage, tokenParts } from './token-parts.ts';

describe('tokenParts', () => {
  it('counts cached input and reasoning once', () => {
    const parts = tokenParts(
      { ...NO_USAGE, input: 1000, output: 300, cacheRead: 600, cacheWrite: 100, reasoning: 200 },
      null,
    );
    expect(parts.map((part) => part.tokens)).toEqual([300, 600, 100, 100, 200]);
    expect(parts.every((part) => part.costNanos === null)).toBe(true);
  });

  it('keeps "not said" apart from zero', () => {
    const usage = { ...NO_USAGE, input: 10, output: null, cacheRead: 0, cacheWrite: null, reasoning: null };
    expect(tokenParts(usage, null).map((part) => part.tokens)).toEqual([10, 0, null, null, null]);
    expect(hasUsage(usage)).toBe(true);
    expect(hasUsage(NO_USAGE)).toBe(false);
  });
});

describe('decisionsOf', () => {
  const event = (attributes: Record<string, string | number>) => ({
    name: 'signalbox.decision',
    timeUnixNano: '1',
    attributes,
  });

  it('reads the stages in their order and skips other and broken events', () => {
    const span = {
      events: [
        event({
          'signalbox.stage': 'authenticate',
          'signalbox.outcome': 'allow',
          'signalbox.reason': 'open',
          'signalbox.micros': 12.5,
        }),
        { name: 'exception', timeUnixNano: '2', attributes: {} },
        event({ 'signalbox.stage': 'guard', 'signalbox.outcome': 'quarantine', 'signalbox.micros': '30' }),
        event({ 'signalbox.outcome': 'allow' }),
      ],
    };
    expect(decisionsOf(span)).toEqual([
      { stage: 'authenticate', outcome: 'allow', reason: 'open', micros: 12.5, timeUnixNano: '1' },
      { stage: 'guard', outcome: 'quarantine', reason: '', micros: 30, timeUnixNano: '1' },
    ]);
  });

  it('knows the overhead only where it is said', () => {
    expect(overheadOf({ attributes: { 'signalbox.overhead_micros': 412 } })).toBe(412);
    expect(overheadOf({ attributes: {} })).toBeNull();
  });
});
