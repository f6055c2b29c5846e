import { describe, expect, it } from 'vitest';
import type { Span } from '../../../../shared/trace.ts';
import { NO_USAGE } from '../../../../shared/usage.ts';
import { attemptsOf } from './attempts.ts';

type Given = Pick<Span, 'spanId' | 'attributes'> & Partial<Span>;

function span({ spanId, attributes, ...rest }: Given): Span {
  return {
    traceId: 't',
    parentSpanId: null,
    name: 'POST openai',
    kind: 'client',
    service: 'gateway',
    startTimeUnixNano: '1000000000',
    endTimeUnixNano: '1005000000',
    status: 'unset',
    statusMessage: '',
    events: [],
    links: [],
    resource: {},
    scope: { name: '', version: '' },
    droppedAttributes: 0,
    droppedEvents: 0,
    droppedLinks: 0,
    facts: {
      operation: null,
      provider: null,
      model: null,
      usage: NO_USAGE,
      costNanos: null,
      sessionId: null,
      userId: null,
    },
    cost: null,
    ...rest,
    spanId,
    attributes,
  };
}

describe('attemptsOf', () => {
  const exchange = span({ spanId: 'e', attributes: {}, startTimeUnixNano: '990000000' });

  it('puts the attempts in their order, with what the span of each says', () => {
    const second = span({
      spanId: 'b',
      name: 'POST anthropic',
      attributes: {
        'signalbox.simulated': false,
        'signalbox.attempt.reason': 'retried after 503',
        'signalbox.attempt.waited_ms': 250,
        'http.request.resend_count': 1,
        'http.response.status_code': 200,
        'signalbox.upstream.first_byte_micros': 1200,
      },
    });
    const first = span({
      spanId: 'a',
      status: 'error',
      statusMessage: 'too busy',
      attributes: {
        'signalbox.simulated': false,
        'http.response.status_code': 503,
        'error.type': '503',
      },
    });
    expect(attemptsOf(exchange, [second, first])).toEqual([
      {
        spanId: 'a',
        traceId: 't',
        number: 1,
        target: 'openai',
        url: '',
        reason: 'first choice',
        waitedMs: 0,
        status: 503,
        failure: { type: '503', message: 'too busy' },
        startMicros: 10_000,
        durationMicros: 5_000,
        firstByteMicros: null,
      },
      expect.objectContaining({ number: 2, target: 'anthropic', waitedMs: 250, failure: null }),
    ]);
  });

  it('takes no other span for an attempt', () => {
    expect(attemptsOf(exchange, [span({ spanId: 'c', attributes: { 'url.full': 'x' } })])).toEqual([]);
  });
});
