/**
 * Other spellings of the provider names of the GenAI conventions: deprecated values of `gen_ai.system`,
 * the names of OpenInference, OpenLLMetry and the Vercel AI SDK. Compared in lower case.
 */
export const PROVIDER_SPELLINGS: Readonly<Record<string, string>> = {
  xai: 'x_ai',
  gemini: 'gcp.gemini',
  'google.generative-ai': 'gcp.gemini',
  google: 'gcp.gen_ai',
  google_genai: 'gcp.gen_ai',
  vertex_ai: 'gcp.vertex_ai',
  vertexai: 'gcp.vertex_ai',
  vertex: 'gcp.vertex_ai',
  'google-vertex': 'gcp.vertex_ai',
  'google.vertex': 'gcp.vertex_ai',
  'az.ai.inference': 'azure.ai.inference',
  'az.ai.openai': 'azure.ai.openai',
  azure: 'azure.ai.openai',
  'azure-openai': 'azure.ai.openai',
  azure_openai: 'azure.ai.openai',
  aws: 'aws.bedrock',
  bedrock: 'aws.bedrock',
  aws_bedrock: 'aws.bedrock',
  'amazon-bedrock': 'aws.bedrock',
  mistral: 'mistral_ai',
  mistralai: 'mistral_ai',
  watsonx: 'ibm.watsonx.ai',
  togetherai: 'together_ai',
};

/** Frameworks and placeholders that some instrumentations give instead of a provider. */
const NOT_PROVIDERS: ReadonlySet<string> = new Set(['', '_other', 'unknown', 'langchain', 'llamaindex']);

/** The Vercel AI SDK appends the API that was used, as in "openai.chat". */
const API_SUFFIX =
  /\.(chat|completion|responses|messages|embedding|embeddings|textembedding|image|speech|transcription)$/;

const SPELLINGS = new Map(Object.entries(PROVIDER_SPELLINGS));

/** The name that the GenAI conventions have for a provider; a name they do not have stays, in lower case. */
export function canonicalProvider(name: string): string | null {
  const lower = name.trim().toLowerCase();
  if (NOT_PROVIDERS.has(lower)) return null;
  const bare = lower.replace(API_SUFFIX, '');
  return SPELLINGS.get(bare) ?? bare;
}
