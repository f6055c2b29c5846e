export type SnippetKind = 'curl' | 'python' | 'javascript' | 'anthropic' | 'otlp';

export interface Addresses {
  readonly gatewayUrl: string;
  readonly otlpUrl: string;
}

export interface Snippet {
  readonly kind: SnippetKind;
  readonly label: string;
  readonly code: string;
  /** One sentence about what it does. */
  readonly note: string;
}

/** Stands for a key that Settings > Keys makes. */
const OWN_KEY = 'sb-YOUR-KEY';

/** A first call in several forms, with the addresses of this engine, and the place of the key where it asks for one. */
export function snippetsFor({ gatewayUrl, otlpUrl }: Addresses, isOpen: boolean): Snippet[] {
  const key = isOpen ? 'any-key' : OWN_KEY;
  return [
    {
      kind: 'curl',
      label: 'curl',
      note: isOpen
        ? 'Any key works: the simulated providers answer.'
        : 'This deployment asks for a key; Settings > Keys makes one.',
      code: `curl ${gatewayUrl}/v1/chat/completions \\
  -H "Content-Type: application/json" \\
  -H "Authorization: Bearer ${key}" \\
  -d '{
    "model": "gpt-4o-mini",
    "messages": [{"role": "user", "content": "Why is the sky blue?"}]
  }'`,
    },
    {
      kind: 'python',
      label: 'Python',
      note: 'The OpenAI SDK, unmodified: only the base URL is different.',
      code: `from openai import OpenAI

client = OpenAI(base_url="${gatewayUrl}/v1", api_key="${key}")
answer = client.chat.completions.create(
    model="gpt-4o-mini",
    messages=[{"role": "user", "content": "Why is the sky blue?"}],
)
print(answer.choices[0].message.content)`,
    },
    {
      kind: 'javascript',
      label: 'JavaScript',
      note: 'The OpenAI SDK, unmodified: only the base URL is different.',
      code: `import OpenAI from 'openai';

const client = new OpenAI({ baseURL: '${gatewayUrl}/v1', apiKey: '${key}' });
const answer = await client.chat.completions.create({
  model: 'gpt-4o-mini',
  messages: [{ role: 'user', content: 'Why is the sky blue?' }],
});
console.log(answer.choices[0].message.content);`,
    },
    {
      kind: 'anthropic',
      label: 'Anthropic',
      note: 'The Anthropic SDK, unmodified: any model answers it, whichever vendor it is of.',
      code: `from anthropic import Anthropic

client = Anthropic(base_url="${gatewayUrl}", api_key="${key}")
message = client.messages.create(
    model="gpt-4o-mini",
    max_tokens=1000,
    messages=[{"role": "user", "content": "Why is the sky blue?"}],
)
print(message.content[0].text)`,
    },
    {
      kind: 'otlp',
      label: 'OpenTelemetry',
      note: 'For applications that are instrumented already: set these, then start the application.',
      code: `export OTEL_EXPORTER_OTLP_ENDPOINT="${otlpUrl}"
export OTEL_EXPORTER_OTLP_PROTOCOL="http/protobuf"
export OTEL_SERVICE_NAME="my-agent"${isOpen ? '' : `\nexport OTEL_EXPORTER_OTLP_HEADERS="Authorization=Bearer%20${OWN_KEY}"`}`,
    },
  ];
}
