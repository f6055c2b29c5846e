import { guardNameSchema } from '../guard/index.ts';
import type { GuardName } from '../guard/index.ts';
import type { PolicyInput, PolicyMessage } from './policy-input.ts';

/** What a condition is asked of: the input, and the texts, which are only put together when a condition reads them. */
export interface PolicySubject {
  readonly input: PolicyInput;
  readonly messages: readonly PolicyMessage[];
  /** All texts, joined by line feeds. */
  readonly text: string;
  /** The last text of the user. */
  readonly prompt: string;
}

export type PolicyFieldType = 'string' | 'int' | 'double' | 'bool' | 'list<string>' | 'list<Message>';
export type PolicyFieldValue = string | number | boolean | readonly string[] | readonly PolicyMessage[];

/** A name that conditions may use. docs/reference/policies.md lists all of them, word for word. */
export interface PolicyField {
  readonly path: string;
  readonly type: PolicyFieldType;
  readonly description: string;
  /** A condition with it. */
  readonly example: string;
  readonly read: (subject: PolicySubject) => PolicyFieldValue;
}

/** The names of fields that hold texts of the call: a set that uses none of them is decided without its messages. */
export const TEXT_FIELDS: ReadonlySet<string> = new Set(['messages', 'prompt', 'text']);

type Row = readonly [
  path: string,
  type: PolicyFieldType,
  description: string,
  example: string,
  read: PolicyField['read'],
];

const REQUEST: readonly Row[] = [
  [
    'request.model',
    'string',
    'The model as the caller names it: a model, PROVIDER/MODEL or a route.',
    'request.model == "gpt-4o"',
    ({ input }) => input.request.model,
  ],
  [
    'request.operation',
    'string',
    'What is asked for: `chat` or `embeddings`.',
    'request.operation == "embeddings"',
    ({ input }) => input.request.operation,
  ],
  [
    'request.dialect',
    'string',
    'The wire format of the caller: `openai`, `responses`, `anthropic` or `prompt`.',
    'request.dialect == "anthropic"',
    ({ input }) => input.request.dialect,
  ],
  [
    'request.stream',
    'bool',
    'The answer is to be streamed.',
    'request.stream',
    ({ input }) => input.request.stream,
  ],
  [
    'request.max_tokens',
    'int',
    'The most tokens of answer that the caller allows; 0: not said.',
    'request.max_tokens > 4000',
    ({ input }) => input.request.max_tokens,
  ],
  [
    'request.temperature',
    'double',
    'The temperature; -1: not said.',
    'request.temperature > 1',
    ({ input }) => input.request.temperature,
  ],
  [
    'request.tools',
    'list<string>',
    'The names of the tools that the model may use.',
    '"run_shell" in request.tools',
    ({ input }) => input.request.tools,
  ],
  [
    'request.attachments',
    'int',
    'How many images, files and sounds the call holds.',
    'request.attachments > 0',
    ({ input }) => input.request.attachments,
  ],
  [
    'request.messages',
    'int',
    'How many messages the call holds.',
    'request.messages > 100',
    ({ input }) => input.request.messages,
  ],
  [
    'request.characters',
    'int',
    'How many characters its texts have, all together.',
    'request.characters > 50000',
    ({ input }) => input.request.characters,
  ],
  ['request.json', 'bool', 'The answer is to be JSON.', 'request.json', ({ input }) => input.request.json],
  [
    'request.service',
    'string',
    'The service that calls, as its trace names it.',
    'request.service == "checkout"',
    ({ input }) => input.request.service,
  ],
  [
    'request.session',
    'string',
    'The session, or conversation, that the call belongs to.',
    'request.session == ""',
    ({ input }) => input.request.session,
  ],
  [
    'request.agent',
    'string',
    'The agent that calls.',
    'request.agent.startsWith("research-")',
    ({ input }) => input.request.agent,
  ],
];

const CALLER: readonly Row[] = [
  ['scope.org', 'string', 'The org of the caller.', 'scope.org == "acme"', ({ input }) => input.scope.org],
  [
    'scope.workspace',
    'string',
    'The workspace of the caller.',
    'scope.workspace in ["dev", "test"]',
    ({ input }) => input.scope.workspace,
  ],
  ['scope.user', 'string', 'The user who calls.', 'scope.user == ""', ({ input }) => input.scope.user],
  ['key.id', 'string', 'The id of the API key.', 'key.id == ""', ({ input }) => input.key.id],
  [
    'key.name',
    'string',
    'The name of the API key.',
    'key.name.endsWith("-batch")',
    ({ input }) => input.key.name,
  ],
];

const MEASURES: readonly Row[] = [
  [
    'tokens.input',
    'int',
    'Tokens of the prompt, counted or estimated.',
    'tokens.input > 1000',
    ({ input }) => input.tokens.input,
  ],
  [
    'cost.estimate',
    'double',
    'Dollars: the most that the call may cost.',
    'cost.estimate > 0.5',
    ({ input }) => input.cost.estimate,
  ],
  ['time.unix', 'int', 'Seconds since 1970, UTC.', 'time.unix < 1798761600', ({ input }) => input.time.unix],
  ['time.hour', 'int', 'The hour, UTC, 0 to 23.', 'time.hour >= 18', ({ input }) => input.time.hour],
  [
    'time.weekday',
    'int',
    'The day of the week, UTC: 1 is Monday, 7 is Sunday.',
    'time.weekday > 5',
    ({ input }) => input.time.weekday,
  ],
  [
    'target.provider',
    'string',
    'The provider that would answer first, without any policy.',
    'target.provider == "openai"',
    ({ input }) => input.target.provider,
  ],
  [
    'target.model',
    'string',
    'The model that would answer first.',
    'glob(target.model, "claude-*")',
    ({ input }) => input.target.model,
  ],
  [
    'target.region',
    'string',
    'Where it runs; empty: not known.',
    'target.region != "eu"',
    ({ input }) => input.target.region,
  ],
  [
    'similarity.recent',
    'double',
    'Cosine to the nearest of the earlier prompts of the scope; 0: none, or not compared.',
    'similarity.recent > 0.97',
    ({ input }) => input.similarity.recent,
  ],
  [
    'similarity.bad',
    'double',
    'Cosine to the nearest known bad prompt.',
    'similarity.bad > 0.9',
    ({ input }) => input.similarity.bad,
  ],
  [
    'similarity.good',
    'double',
    'Cosine to the nearest known good prompt.',
    'similarity.good > 0.9',
    ({ input }) => input.similarity.good,
  ],
  [
    'spend.org',
    'double',
    'Dollars that the org spent today (UTC) before this call.',
    'spend.org > 100',
    ({ input }) => input.spend.org,
  ],
  [
    'spend.workspace',
    'double',
    'Dollars that the workspace spent today.',
    'spend.workspace > 20',
    ({ input }) => input.spend.workspace,
  ],
  [
    'spend.user',
    'double',
    'Dollars that the user spent today.',
    'spend.user > 5',
    ({ input }) => input.spend.user,
  ],
  [
    'failures.recent',
    'int',
    'Failed calls of the target in the last five minutes.',
    'failures.recent >= 5',
    ({ input }) => input.failures.recent,
  ],
  [
    'failures.rate',
    'double',
    'Share of the calls of the target that failed in the last five minutes, 0 to 1.',
    'failures.rate > 0.2',
    ({ input }) => input.failures.rate,
  ],
];

const TEXTS: readonly Row[] = [
  [
    'messages',
    'list<Message>',
    'The messages, each with `role` (system, user, assistant or tool) and `text`; the last 1,000.',
    'messages.exists(m, m.role == "tool" && m.text.contains("password"))',
    ({ messages }) => messages,
  ],
  ['prompt', 'string', 'The last text of the user.', 'prompt.size() < 3', ({ prompt }) => prompt],
  [
    'text',
    'string',
    'All texts of the call, joined by line feeds.',
    'containsWord(text, "confidential")',
    ({ text }) => text,
  ],
];

const GUARD_OF: Readonly<Record<GuardName, string>> = {
  size: 'the guard of size and cost',
  region: 'the guard of regions',
  pii: 'the guard of personal data',
  secrets: 'the guard of secrets',
  words: 'the guard of words and topics',
  abuse: 'the detector of abuse, jailbreaks and injections',
  guardrails_ai: 'the Guardrails AI server',
};

function guardRows(guard: GuardName): readonly Row[] {
  const path = `guards.${guard}`;
  const who = GUARD_OF[guard];
  return [
    [
      `${path}.outcome`,
      'string',
      `What ${who} did: \`pass\`, \`flag\`, \`warn\`, \`redact\`, \`block\`, \`failed_open\`; empty: it did not run.`,
      `${path}.outcome == "flag"`,
      ({ input }) => input.guards[guard]?.outcome ?? '',
    ],
    [
      `${path}.score`,
      'double',
      `The highest score of ${who}, 0 to 1.`,
      `${path}.score > 0.5`,
      ({ input }) => input.guards[guard]?.score ?? 0,
    ],
    [
      `${path}.hits`,
      'int',
      `How much ${who} found.`,
      `${path}.hits > 0`,
      ({ input }) => input.guards[guard]?.hits ?? 0,
    ],
    [
      `${path}.kinds`,
      'list<string>',
      `The kinds of what ${who} found.`,
      `${path}.kinds.size() > 1`,
      ({ input }) => input.guards[guard]?.kinds ?? [],
    ],
  ];
}

/** Everything that a condition may ask of, in the order in which it is documented. */
export const POLICY_FIELDS: readonly PolicyField[] = [
  ...REQUEST,
  ...CALLER,
  ...MEASURES,
  ...guardNameSchema.options.flatMap(guardRows),
  ...TEXTS,
].map(([path, type, description, example, read]) => ({ path, type, description, example, read }));

export const POLICY_FIELD_BY_PATH: ReadonlyMap<string, PolicyField> = new Map(
  POLICY_FIELDS.map((field) => [field.path, field]),
);
