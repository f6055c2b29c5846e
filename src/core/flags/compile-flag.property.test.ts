import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EVERY_CALL, type FlagOverride, type FlagScope } from '../../shared/flag.ts';
import { compileFlag, resolveFlag } from './compile-flag.ts';

const name = fc.constantFrom('a', 'b', 'a\u00e9', 'long name');
const field = fc.option(name, { nil: null });
const scope: fc.Arbitrary<FlagScope> = fc.record({ org: field, workspace: field, user: field, model: field });
const overrides = fc
  .uniqueArray(fc.tuple(scope, fc.boolean()), { selector: ([at]) => JSON.stringify(at), maxLength: 20 })
  .map((pairs): FlagOverride[] =>
    pairs.map(([at, value]) => ({ scope: at, value, changedAt: '2026-11-21T00:00:00Z', changedBy: 'test' })),
  );

/** The rule as it is told to people: of those that fit, the one naming the model, else the user, the workspace, the org. */
function told(standard: boolean, all: readonly FlagOverride[], call: FlagScope): boolean {
  let fitting = all.filter(({ scope: at }) =>
    (['org', 'workspace', 'user', 'model'] as const).every((f) => at[f] === null || at[f] === call[f]),
  );
  for (const f of ['model', 'user', 'workspace', 'org'] as const) {
    const naming = fitting.filter(({ scope: at }) => at[f] !== null);
    if (naming.length > 0) fitting = naming;
  }
  return fitting[0]?.value ?? standard;
}

describe('a compiled flag', () => {
  it('decides as the rule says, for any overrides and any call', () => {
    fc.assert(
      fc.property(fc.boolean(), overrides, scope, (standard, all, call) => {
        expect(resolveFlag(compileFlag(standard, all), call)).toBe(told(standard, all, call));
      }),
      { numRuns: 1000 },
    );
  });

  it('does not care about the order of overrides', () => {
    fc.assert(
      fc.property(overrides, scope, (all, call) => {
        expect(resolveFlag(compileFlag(true, all), call)).toBe(
          resolveFlag(compileFlag(true, [...all].reverse()), call),
        );
      }),
    );
  });

  it('does not mix names of neighbouring fields up', () => {
    const at = (part: Partial<FlagScope>): FlagScope => ({ ...EVERY_CALL, ...part });
    const override = { scope: at({ org: 'ab', workspace: 'c' }), value: true, changedAt: '', changedBy: '' };
    const flag = compileFlag(false, [override]);
    expect(resolveFlag(flag, at({ org: 'ab', workspace: 'c' }))).toBe(true);
    expect(resolveFlag(flag, at({ org: 'a', workspace: 'bc' }))).toBe(false);
    expect(resolveFlag(flag, EVERY_CALL)).toBe(false);
  });
});
