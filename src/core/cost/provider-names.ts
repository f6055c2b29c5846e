/**
 * Names of providers in the OpenTelemetry GenAI conventions (gen_ai.provider.name, v1.41.1, and the older gen_ai.system)
 * and in common SDKs whose catalogue id is another. Null: known to answer at prices that the catalogue does not have,
 * so that a model's first-party price must not be applied.
 */
export const PROVIDER_ALIASES: ReadonlyMap<string, string | null> = new Map<string, string | null>([
  ['gcp.gemini', 'google'],
  ['gcp.gen_ai', 'google'],
  ['gcp.vertex_ai', 'google'],
  ['vertex_ai', 'google'],
  ['gemini', 'google'],
  ['aws.bedrock', 'aws'],
  ['aws_bedrock', 'aws'],
  ['az.ai.inference', 'azure'],
  ['az.ai.openai', 'azure'],
  ['azure.ai.inference', 'azure'],
  ['azure.ai.openai', 'azure'],
  ['azure_openai', 'azure'],
  ['azure-openai', 'azure'],
  ['azure.openai', 'azure'],
  ['x_ai', 'x-ai'],
  ['xai', 'x-ai'],
  ['mistral_ai', 'mistral'],
  ['mistralai', 'mistral'],
  ['together_ai', 'together'],
  ['togetherai', 'together'],
  ['fireworks_ai', 'fireworks'],
  ['moonshot', 'moonshotai'],
  ['ibm.watsonx.ai', null],
  ['watsonx', null],
  ['ollama', null],
  ['vllm', null],
  ['llama.cpp', null],
  ['llamacpp', null],
  ['lmstudio', null],
  ['lm_studio', null],
]);

/** Vendors that sell their own models: a name that no provider claims is priced at its maker's list price. */
export const FIRST_PARTY_VENDORS: readonly string[] = [
  'openai',
  'anthropic',
  'google',
  'mistral',
  'deepseek',
  'x-ai',
  'cohere',
  'moonshotai',
  'minimax',
  'voyageai',
  'zhipuai',
];
