import { describe, expect, it } from 'vitest';
import { SignalboxError } from '../../../shared/errors.ts';
import { FLAGS, helpText, readFlags } from './flags.ts';
import { planFromFlags } from './plan-from-flags.ts';

const planOf = (...argv: string[]) => planFromFlags(readFlags(argv));

describe('a plan from flags', () => {
  it('is an open run of ten calls a second against the local gateway, when nothing is said', () => {
    expect(planOf()).toMatchObject({
      target: { kind: 'gateway', url: 'http://127.0.0.1:4100' },
      shape: { model: 'open', start: 10, stages: [{ seconds: 30, target: 10 }] },
      mix: [{ kind: 'chat', model: 'gpt-4o-mini' }],
    });
  });

  it('has the shape, the limits and the thresholds that were given', () => {
    const flags = ['--stage', '10s:50', '--stage', '1m:50', '--timeout', '500ms', '--max-requests', '7'];
    expect(planOf(...flags, '--warm-up', '2s', '-t', 'p95<1s', '--abort-on-fail')).toMatchObject({
      shape: {
        start: 0,
        stages: [
          { seconds: 10, target: 50 },
          { seconds: 60, target: 50 },
        ],
      },
      limits: { timeoutMs: 500, maxRequests: 7, maxInFlight: 1000 },
      warmUpSeconds: 2,
      thresholds: [{ expression: 'p95<1s', abortOnFail: true }],
    });
    expect(planOf('--users', '5', '--think', '1s').shape).toMatchObject({
      model: 'closed',
      start: 5,
      thinkMs: 1000,
    });
  });

  it('sends raw HTTP to a URL, and model calls when a model is named', () => {
    const url = 'http://127.0.0.1:9/path?q=1';
    expect(planOf('--url', url, '--header', 'x-a: b')).toMatchObject({
      target: { kind: 'url', url: 'http://127.0.0.1:9/' },
      mix: [{ kind: 'http', method: 'GET', path: '/path?q=1', headers: { 'x-a': 'b' } }],
    });
    expect(planOf('--url', url, '--model', 'm', '--stream', '--dialect', 'anthropic').mix).toMatchObject([
      { kind: 'chat', model: 'm', stream: true, dialect: 'anthropic' },
    ]);
  });

  it.each([
    ['--rate', 'fast'],
    ['--rate', '5', '--users', '5'],
    ['--unknown'],
    ['--threshold', 'p95<never'],
    ['--duration', 'long'],
    ['--rate', '1000000'],
    ['--duration', '99h'],
    ['--url', 'nowhere'],
    ['--header', 'no colon', '--url', 'http://127.0.0.1'],
    ['--plan', '/there/is/no/plan.yaml'],
    ['--dialect', 'french'],
  ])('refuses %s %s', (...flags) => {
    expect(() => planOf(...flags.filter((flag) => typeof flag === 'string'))).toThrow(SignalboxError);
  });

  it('is explained, each flag of it', () => {
    for (const name of Object.keys(FLAGS)) expect(helpText()).toContain(`--${name}`);
  });
});
