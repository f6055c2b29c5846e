import type { PolicyInput } from '../../../shared/policy/index.ts';

type Parts = { readonly [Name in keyof PolicyInput]?: Partial<PolicyInput[Name]> };

/** An input of which nothing is known, but what is given. */
export function madeInput(parts: Parts = {}): PolicyInput {
  return {
    request: {
      model: 'gpt-4o',
      operation: 'chat',
      dialect: 'openai',
      stream: false,
      max_tokens: 0,
      temperature: -1,
      tools: [],
      attachments: 0,
      messages: 1,
      characters: 0,
      json: false,
      service: '',
      session: '',
      agent: '',
      ...parts.request,
    },
    scope: { org: 'default', workspace: '', user: '', ...parts.scope },
    key: { id: '', name: '', ...parts.key },
    tokens: { input: 0, ...parts.tokens },
    cost: { estimate: 0, ...parts.cost },
    time: { unix: 1_795_000_000, hour: 12, weekday: 3, ...parts.time },
    target: { provider: 'openai', model: 'gpt-4o', region: '', ...parts.target },
    guards: { ...parts.guards },
    similarity: { recent: 0, bad: 0, good: 0, ...parts.similarity },
    spend: { org: 0, workspace: 0, user: 0, ...parts.spend },
    failures: { recent: 0, rate: 0, ...parts.failures },
  };
}
