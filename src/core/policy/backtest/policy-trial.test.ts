import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BacktestRequest } from '../../../shared/backtest.ts';
import { expressionFromForm } from '../../../shared/policy/expression/form.ts';
import {
  arbitraryForm,
  arbitraryInput,
  arbitraryMessages,
} from '../../../shared/policy/expression/testing/arbitrary-condition.ts';
import {
  completeInput,
  type PolicyAction,
  type PolicyContent,
  type PolicyInput,
  type PolicyMessage,
  type PolicyMode,
} from '../../../shared/policy/index.ts';
import { ExchangeReader } from '../../store/index.ts';
import type { StoredSpan } from '../../store/span-record.ts';
import { modelCall, traceIdOf } from '../../store/testing/stored-spans.ts';
import { temporaryStore } from '../../store/testing/temporary-store.ts';
import { guardRun, judgedExchange } from '../../store/testing/verdicts.ts';
import { outcomeOf } from '../combine-effects.ts';
import { compilePolicies } from '../compile-policies.ts';
import type { PolicySource } from '../compiled-set.ts';
import { madeContent, madeSet } from '../testing/made-set.ts';
import type { AlternativeSources } from './alternative.ts';
import { describeEffects } from './compare-effects.ts';
import { PolicyTrial, triedSets } from './policy-trial.ts';
import { Tally, type Finding } from './tally.ts';
import { recordedExchange } from './testing/recorded-exchange.ts';

const RANGE = { from: '2026-11-20T00:00:00Z', to: '2026-11-22T00:00:00Z' };
const NOW = '2026-11-21T12:00:00.000Z';
const NOT_PRICED: AlternativeSources = {
  prices: { source: '', date: '', modelCount: 0, overrides: null, price: () => null },
  targetOf: () => null,
  medianMs: () => null,
};

interface Tried {
  spans: readonly StoredSpan[];
  published?: readonly PolicySource[];
  drafts: readonly { setId: string | null; content: PolicyContent }[];
  sources?: Partial<AlternativeSources>;
  filter?: string;
}

/** Records the exchanges in a database and backtests the drafts on it. */
function backtest({ spans, published = [], drafts, sources = {}, filter = '' }: Tried) {
  const store = temporaryStore();
  try {
    store.writer.write(spans);
    const subject = { kind: 'policies' as const, drafts: [...drafts], alone: false };
    const request: BacktestRequest = { ...RANGE, filter, subject };
    const trial = new PolicyTrial(triedSets(subject, published, NOW), request, {
      ...NOT_PRICED,
      ...sources,
      exchanges: new ExchangeReader(store.db, { ...RANGE, filter }),
    });
    const tally = new Tally(trial.rules);
    const found: Finding[] = [];
    for (let page = trial.page(); page.length > 0; page = trial.page()) {
      for (const finding of page) {
        if (finding === null) tally.skip();
        else {
          tally.add(finding);
          found.push(finding);
        }
      }
    }
    return { found, figures: tally.figures(), total: trial.total };
  } finally {
    store.close();
  }
}

const block = { type: 'block' as const, code: 'no', message: 'No.' };
const rule = (when: string, actions: PolicyContent['rules'][number]['actions'], id = 'rule') => ({
  id,
  name: id,
  when,
  actions,
});
const asked = (number: number, parts: Parameters<typeof completeInput>[0] = {}) => ({
  number,
  input: completeInput({ target: { provider: 'openai', model: 'gpt-4o' }, ...parts }),
  messages: [{ role: 'user', text: `question ${number}` }],
  outcome: null,
});

describe('a backtest of policies', () => {
  it('tells what would change, by rule and by scope, and what that would cost', () => {
    const org = (name: string) => ({ scope: { org: name, workspace: '', user: '' } });
    const { figures, found } = backtest({
      spans: [asked(1, org('acme')), asked(2, org('acme')), asked(3, org('other'))].map(recordedExchange),
      drafts: [
        {
          setId: null,
          content: madeContent({
            mode: 'shadow',
            rules: [
              rule('scope.org == "acme" && text.contains("question 1")', [block], 'no'),
              rule('scope.org == "other"', [{ type: 'choose_model', model: 'cheap' }], 'cheaper'),
              rule('request.stream', [{ type: 'flag', label: 'live' }], 'never'),
            ],
          }),
        },
      ],
      sources: {
        targetOf: (name) => ({ provider: 'vendor', model: name, priceAs: null }),
        prices: {
          ...NOT_PRICED.prices,
          price: ({ model, usage }) => ({
            input: '0',
            cacheRead: '0',
            cacheWrite: '0',
            output: '0',
            reasoning: '0',
            total: model === 'cheap' ? String(1_000 * (usage.output ?? 0)) : '0',
            price: model,
            catalogueDate: '2026-11-01',
          }),
        },
        medianMs: () => 250,
      },
    });
    expect(figures).toMatchObject({
      exchanges: 3,
      changed: 2,
      blocked: 1,
      unblocked: 0,
      rebuilt: 3,
      changes: [
        { change: 'blocked', exchanges: 1 },
        { change: 'model', exchanges: 1 },
      ],
      spend: { beforeNanos: '1350000', afterNanos: '470000', unknown: 0 },
      latency: { beforeMs: 1000, afterMs: 625, unknown: 0 },
    });
    expect(figures.transitions).toContainEqual({ from: 'pass', to: 'block: No.', exchanges: 1 });
    expect(figures.rules).toMatchObject([
      { ruleId: 'no', exchanges: 1, changed: 1, blocked: 1, spendNanos: '-450000' },
      { ruleId: 'cheaper', exchanges: 1, changed: 1, blocked: 0, spendNanos: '-430000' },
      { ruleId: 'never', exchanges: 0 },
    ]);
    expect(figures.scopes).toMatchObject(
      [
        { org: 'other', exchanges: 1, changed: 1 },
        { org: 'acme', exchanges: 2, changed: 1, blocked: 1 },
      ].sort((a, b) => b.exchanges - a.exchanges),
    );
    expect(found.map(({ traceId }) => traceId)).toEqual([3, 2, 1].map(traceIdOf));
    expect(found[2]?.causes[0]).toMatchObject({ ruleId: 'no', setId: 'draft 1' });
  });

  it('leaves out what was refused before policies are asked, and takes a filter', () => {
    const guarded = judgedExchange({ guards: [guardRun({ outcome: 'block' })], blocked: true });
    const refused: StoredSpan = {
      ...modelCall({ span: { traceId: traceIdOf(8) }, facts: { provider: null } }),
      isExchange: true,
    };
    const drafts = [{ setId: null, content: madeContent({ rules: [rule('', [block])] }) }];
    const spans = [guarded, refused, recordedExchange(asked(9)), recordedExchange(asked(10))];
    expect(backtest({ spans, drafts }).figures).toMatchObject({ exchanges: 2, notAsked: 2, blocked: 2 });
    const filtered = backtest({ spans, drafts, filter: `trace:${traceIdOf(9)}` });
    expect(filtered.figures).toMatchObject({ exchanges: 1, notAsked: 0 });
    expect(filtered.total).toBe(1);
  });

  it('counts exchanges whose texts a condition reads and nobody recorded', () => {
    const spans = [recordedExchange({ ...asked(1), messages: null }), recordedExchange(asked(2))];
    const drafts = [
      { setId: null, content: madeContent({ rules: [rule('text.contains("question")', [block])] }) },
    ];
    expect(backtest({ spans, drafts }).figures).toMatchObject({ withoutTexts: 1, blocked: 1 });
  });
});

const anyAction: fc.Arbitrary<PolicyAction> = fc.constantFrom<PolicyAction[]>(
  { type: 'allow' },
  { type: 'block', code: 'no', message: 'No.' },
  { type: 'flag', label: 'a' },
  { type: 'flag', label: 'b' },
  { type: 'warn', message: 'Careful.' },
  { type: 'redact', kinds: ['email'] },
  { type: 'redact', kinds: [] },
  { type: 'set_parameter', parameter: 'temperature', value: 0 },
  { type: 'cap_tokens', tokens: 100 },
  { type: 'cap_tokens', tokens: 50 },
  { type: 'choose_model', model: 'gpt-4o-mini' },
  { type: 'require_guard', guard: 'pii' },
  { type: 'review', percent: 50 },
  { type: 'tag', key: 'team', value: 'x' },
);

const anyContent = (modes: readonly PolicyMode[]): fc.Arbitrary<PolicyContent> =>
  fc
    .record({
      mode: fc.constantFrom(...modes),
      priority: fc.integer({ min: -1, max: 1 }),
      rules: fc.array(
        fc.record({ form: arbitraryForm, actions: fc.array(anyAction, { minLength: 1, maxLength: 2 }) }),
        {
          maxLength: 3,
        },
      ),
    })
    .map(({ rules, ...content }) =>
      madeContent({
        ...content,
        rules: rules.map(({ form, actions }, index) =>
          rule(expressionFromForm(form), actions, `rule-${index}`),
        ),
      }),
    );

type Call = [PolicyInput, PolicyMessage[]];

/** Sends calls through sets that are in force, and records them. */
function enforced(calls: readonly Call[], sets: readonly PolicySource[]) {
  const engine = compilePolicies(sets);
  const decided = calls.map(([input, messages], index) => {
    const { org, workspace, user } = input.scope;
    const scope = { org: org || null, workspace: workspace || null, user: user || null };
    const outcome = engine.decide(scope, input, () => messages, traceIdOf(index + 1));
    return { number: index + 1, input, messages, outcome };
  });
  return { decided, spans: decided.map(recordedExchange) };
}

it('decides as enforcing does: both are done, exchange by exchange', () => {
  const calls = fc.array(fc.tuple(arbitraryInput, arbitraryMessages), { minLength: 1, maxLength: 5 });
  const watched = anyContent(['shadow', 'enforce']);
  fc.assert(
    fc.property(calls, watched, anyContent(['shadow', 'enforce', 'off']), (given, inForce, draft) => {
      const watch = madeSet({ mode: 'shadow', rules: [] }, 'watch');
      const published = [watch, { ...madeSet({}, 'old'), content: inForce }];
      const drafts = [{ setId: 'old', content: draft }];
      const { found } = backtest({ spans: enforced(given, published).spans, published, drafts });
      const tried = triedSets({ kind: 'policies', drafts, alone: false }, published, NOW);
      const { decided, spans } = enforced(given, tried);
      const expected = decided.map(({ outcome }) => {
        if (outcome === null) throw new Error('A set applies to every call.');
        return { outcome: outcomeOf(outcome.effects), text: describeEffects(outcome.effects) };
      });
      expect(found.map(({ after }) => after).reverse()).toEqual(expected);
      expect(found.every(({ isRebuilt }) => !isRebuilt)).toBe(true);
      // What is in force already changes nothing.
      expect(backtest({ spans, published, drafts }).figures.changed).toBe(0);
    }),
    { numRuns: 15 },
  );
});
