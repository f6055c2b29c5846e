import type { EvaluatedExchange, PartialInput } from '../../../../shared/policy/index.ts';

export interface TypedMessage {
  readonly id: number;
  readonly role: string;
  readonly text: string;
}

/** An exchange as it is typed. */
export interface TypedExchange {
  readonly model: string;
  readonly provider: string;
  readonly maxTokens: number;
  readonly inputTokens: number;
  readonly costEstimate: number;
  readonly stream: boolean;
  readonly org: string;
  readonly workspace: string;
  readonly user: string;
  readonly messages: readonly TypedMessage[];
}

export const NEW_TYPED: TypedExchange = {
  model: 'gpt-4o',
  provider: 'openai',
  maxTokens: 0,
  inputTokens: 12,
  costEstimate: 0.01,
  stream: false,
  org: '',
  workspace: '',
  user: '',
  messages: [{ id: 1, role: 'user', text: 'What is a signal box?' }],
};

/** What is not typed is as it is for a call of which it is not known; the time is now. */
export function exchangeOf(typed: TypedExchange): EvaluatedExchange {
  const { model, provider, org, workspace, user } = typed;
  const messages = typed.messages.map(({ role, text }) => ({ role, text }));
  const input: PartialInput = {
    request: {
      model,
      max_tokens: whole(typed.maxTokens),
      stream: typed.stream,
      messages: messages.length,
      characters: messages.reduce((sum, { text }) => sum + text.length, 0),
    },
    scope: { org, workspace, user },
    tokens: { input: whole(typed.inputTokens) },
    cost: { estimate: Number.isFinite(typed.costEstimate) ? typed.costEstimate : 0 },
    target: { provider, model },
  };
  return { input, messages };
}

function whole(value: number): number {
  return Number.isFinite(value) ? Math.trunc(value) : 0;
}
