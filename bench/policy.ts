import { compilePolicies, type PolicyEngine, type PolicySource } from '../src/core/policy/index.ts';
import {
  completeInput,
  policyContentSchema,
  type PolicyInput,
  type PolicyMessage,
} from '../src/shared/policy/index.ts';
import type { BenchResult } from './bench-result.ts';

const ROUNDS = 7;
/** The clock of processor time counts some milliseconds at once, so a round takes many of them. */
const ROUND_MILLISECONDS = 150;
const RULES = [1, 50, 500];
const SCOPE = { org: 'acme', workspace: 'shop', user: 'ana' };
const TRACE_ID = '0af7651916cd43dd8448eb211c80319c';
const MESSAGES: readonly PolicyMessage[] = [
  { role: 'system', text: 'You help the customers of a shop.' },
  { role: 'user', text: 'Where is my order 4711? '.repeat(40) },
];

type Predicate = (input: PolicyInput) => boolean;

/** A rule, and the same condition in JavaScript: the least that asking it can cost. */
interface Written {
  readonly when: string;
  readonly native: Predicate;
}

/** As rules are: most name a model or a workspace, some compare a measure, few need CEL. None matches. */
function written(number: number): Written {
  const model = `model-${number}`;
  const shop = `shop-${number}`;
  const tokens = 100_000 + number;
  switch (number % 6) {
    case 0:
      return {
        when: `request.model == "${model}" && tokens.input > 10`,
        native: ({ request, tokens: { input } }) => request.model === model && input > 10,
      };
    case 1:
      return {
        when: `scope.workspace in ["${shop}", "${shop}-test"] && time.hour >= 18`,
        native: ({ scope, time }) => [shop, `${shop}-test`].includes(scope.workspace) && time.hour >= 18,
      };
    case 2:
      return {
        when: `tokens.input > ${tokens} && request.stream`,
        native: ({ tokens: { input }, request }) => input > tokens && request.stream,
      };
    case 3:
      return {
        when: `target.provider == "${model}" && cost.estimate > 0.5 && !request.json`,
        native: ({ target, cost, request }) =>
          target.provider === model && cost.estimate > 0.5 && !request.json,
      };
    case 4:
      return {
        when: `(scope.user == "${shop}" || scope.user == "${model}") && cost.estimate > 0.01`,
        native: ({ scope: { user }, cost }) => (user === shop || user === model) && cost.estimate > 0.01,
      };
    default:
      return {
        when: `request.tools.exists(t, t == "${shop}") || tokens.input * 2 > ${tokens}`,
        native: ({ request, tokens: { input } }) =>
          request.tools.some((tool) => tool === shop) || input * 2 > tokens,
      };
  }
}

function many(count: number, make: (number: number) => Written): Written[] {
  return Array.from({ length: count }, (_, number) => make(number + 1));
}

/**
 * What deciding about an exchange costs on the main thread, with 1, 50 and 500 rules in one set: with the index, with every
 * rule asked, with the reasons of all rules put into words, and the floor, the same conditions as JavaScript functions.
 */
export async function run(): Promise<BenchResult> {
  const input = completeInput({
    request: { model: 'gpt-4o', stream: true, tools: ['search', 'order'] },
    scope: SCOPE,
    tokens: { input: 400 },
    cost: { estimate: 0.02 },
    time: { hour: 12 },
    target: { provider: 'openai', model: 'gpt-4o' },
  });
  const rowOf = (name: string, rules: readonly Written[]) => {
    const natives = rules.map(({ native }) => native);
    const decide = (policies: PolicyEngine) => policies.decide(SCOPE, input, () => MESSAGES, TRACE_ID);
    const indexed = compilePolicies([sourceOf(rules)]);
    const full = compilePolicies([sourceOf(rules)], { isIndexed: false });
    const floor = measure(() => natives.filter((holds) => holds(input)).length);
    const withIndex = measure(() => decide(indexed)?.effects.block);
    const figures = {
      'us, with index': round(withIndex),
      'us, every rule asked': round(measure(() => decide(full)?.effects.block)),
      'us, with reasons': round(measure(() => decide(indexed)?.sets.length)),
      'us, JavaScript': round(floor),
      'index / JavaScript': round(withIndex / floor),
    };
    return { name, figures };
  };
  const rows = [
    ...RULES.map((count) => rowOf(`${count} ${count === 1 ? 'rule' : 'rules'}`, many(count, written))),
    ...RULES.map((count) =>
      rowOf(
        `${count} of one model each`,
        many(count, (number) => written(number * 6)),
      ),
    ),
  ];
  return {
    name: 'policy',
    rows: [...rows, compilation()],
    notes: [
      `Microseconds of processor time for an exchange, median of ${ROUNDS} rounds of at least ${ROUND_MILLISECONDS} ms, warm; no rule matches, so no rule ends the evaluation.`,
      'Of six rules three name a model, workspace or provider, two compare otherwise, and one needs CEL.',
      'With reasons: as the gateway records it, with a sentence for each of the first 100 rules.',
    ],
  };
}

function compilation(): BenchResult['rows'][number] {
  const source = sourceOf(many(500, written));
  return {
    name: 'compiling 500 rules',
    figures: { 'us, with index': round(measure(() => compilePolicies([source]))) },
  };
}

function sourceOf(rules: readonly Written[]): PolicySource {
  const content = policyContentSchema.parse({
    name: 'Bench',
    mode: 'enforce',
    rules: rules.map(({ when }, number) => ({
      id: `rule-${number}`,
      name: `Rule ${number}`,
      when,
      actions: [{ type: 'flag', label: 'seen' }],
    })),
  });
  return { setId: 'bench', version: 1, content, createdAt: '2026-11-21T00:00:00.000Z' };
}

/** Microseconds of processor time a call. */
function measure(call: () => unknown): number {
  const calls = callsOfARound(call);
  const rounds: number[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    const micros = microsOf(call, calls);
    if (round > 0) rounds.push(micros / calls);
  }
  return rounds.toSorted((a, b) => a - b)[Math.floor(rounds.length / 2)] ?? 0;
}

function callsOfARound(call: () => unknown): number {
  for (let calls = 1; ; calls *= 2) {
    const micros = microsOf(call, calls);
    if (micros >= ROUND_MILLISECONDS * 1_000) return calls;
  }
}

function microsOf(call: () => unknown, calls: number): number {
  const before = process.threadCpuUsage();
  for (let number = 0; number < calls; number++) call();
  const { user, system } = process.threadCpuUsage(before);
  return user + system;
}

const round = (figure: number): number => Math.round(figure * 100) / 100;
