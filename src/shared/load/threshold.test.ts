import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { holds, isThreshold, OPERATORS, parseThreshold } from './threshold.ts';

describe('a threshold', () => {
  it.each([
    ['p95<500ms', 500],
    ['p99.99 <= 2s', 2000],
    ['ttft_p99<250', 250],
    ['lag_max<1500us', 1.5],
    ['error_rate<1%', 0.01],
    ['dropped_rate<=0.005', 0.005],
    ['rps>=100', 100],
    ['rps>=100/s', 100],
    ['tps_avg>20', 20],
    ['errors==0', 0],
    ['med<10ms', 10],
  ])('%s is one', (expression, bound) => {
    expect(parseThreshold(expression)?.bound).toBeCloseTo(bound, 9);
  });

  it.each([
    '',
    'p95',
    'p95<',
    'p101<5ms',
    'p95<5%',
    'rps>=5ms',
    'error_rate<1s',
    'constructor<1',
    'p95<500ms; x',
    'p95<-1',
  ])('%s is none', (expression) => {
    expect(isThreshold(expression)).toBe(false);
  });

  it('holds exactly when its comparison does', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...OPERATORS),
        fc.integer({ min: 0, max: 1000 }),
        fc.integer({ min: 0, max: 1000 }),
        (operator, bound, value) => {
          const threshold = parseThreshold(`p50${operator}${bound}ms`);
          expect(threshold).not.toBeNull();
          if (threshold === null) return;
          const said = {
            '<': value < bound,
            '<=': value <= bound,
            '>': value > bound,
            '>=': value >= bound,
            '==': value === bound,
          };
          expect(holds(threshold, value)).toBe(said[operator]);
        },
      ),
      { numRuns: 100 },
    );
  });

  it('reads any text without an exception', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), (text) => typeof isThreshold(text) === 'boolean'),
      { numRuns: 200 },
    );
  });
});
