import { policyContentSchema, type PolicyContent } from '../../../../shared/policy/index.ts';

export interface StartingPoint {
  readonly key: string;
  readonly title: string;
  /** What it does, and what to change in it. */
  readonly text: string;
  readonly content: PolicyContent;
}

/** Sets to begin from. Each decides in shadow until someone changes its mode, and does nothing until it is published. */
export const STARTING_POINTS: readonly StartingPoint[] = [
  point('empty', 'Empty', 'No rules yet.', {
    name: 'New policy',
  }),
  point('cap', 'Cap long answers', 'Holds answers to 1,000 tokens, also where the caller gives no limit.', {
    name: 'Cap long answers',
    description: 'Nobody reads more than a thousand tokens of answer.',
    rules: [
      {
        id: 'cap-answers',
        name: 'No limit given, or a large one',
        when: 'request.max_tokens == 0 || request.max_tokens > 1000',
        actions: [{ type: 'cap_tokens', tokens: 1_000 }],
      },
    ],
  }),
  point('model', 'Block a model', 'Refuses calls that ask for a model, and says which one to use.', {
    name: 'Block a model',
    description: 'Calls for this model are refused with a message.',
    rules: [
      {
        id: 'block-model',
        name: 'Asks for gpt-4o',
        when: 'glob(request.model, "*gpt-4o")',
        actions: [
          {
            type: 'block',
            code: 'model_not_allowed',
            message: 'gpt-4o is not for this use: ask gpt-4o-mini.',
          },
        ],
      },
    ],
  }),
  point(
    'pii',
    'Redact PII towards a provider',
    'What personal data the guards know leaves as placeholders.',
    {
      name: 'Redact PII towards a provider',
      description:
        'Personal data and secrets do not leave to this provider; they are put back in its answers.',
      failureMode: 'closed',
      rules: [
        {
          id: 'redact-pii',
          name: 'Goes to OpenAI',
          when: 'target.provider == "openai"',
          actions: [{ type: 'redact', kinds: [] }],
        },
      ],
    },
  ),
  point('cost', 'Flag costly calls', 'Marks calls that may cost much, and picks some of them for review.', {
    name: 'Flag costly calls',
    description: 'Calls that may cost more than five cents are marked.',
    rules: [
      {
        id: 'costly',
        name: 'May cost more than five cents',
        when: 'cost.estimate > 0.05',
        actions: [
          { type: 'flag', label: 'costly' },
          { type: 'review', percent: 10 },
        ],
      },
    ],
  }),
  point('spend', 'Hold a user who spent much', 'Warns from $5 a day, and refuses calls from $20.', {
    name: 'Hold a user who spent much',
    description: 'By what the user spent today (UTC).',
    rules: [
      {
        id: 'refuse',
        name: 'Spent $20 today',
        when: 'scope.user != "" && spend.user >= 20',
        actions: [
          {
            type: 'block',
            code: 'daily_spend',
            message: 'You spent $20 today. Calls go through again tomorrow.',
          },
        ],
      },
      {
        id: 'warn',
        name: 'Spent $5 today',
        when: 'scope.user != "" && spend.user >= 5',
        actions: [{ type: 'warn', message: 'You spent $5 today; calls are refused from $20 on.' }],
      },
    ],
  }),
];

function point(key: string, title: string, text: string, content: unknown): StartingPoint {
  return { key, title, text, content: policyContentSchema.parse(content) };
}
