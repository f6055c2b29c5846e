export { emptyAnswer } from './answer-builder.ts';
export { anthropicIngress, readCountRequest } from './anthropic/anthropic-ingress.ts';
export { errorStatus } from './error-status.ts';
export type {
  AnswerStreamReader,
  AnswerStreamWriter,
  Dialect,
  ModelAnswer,
  Part,
  UpstreamDialect,
  UpstreamError,
} from './canonical.ts';
export { tryJson } from './json-fields.ts';
export { INGRESS_DIALECTS, UPSTREAM_DIALECTS } from './dialect-registry.ts';
export { toInputMessages, toOutputMessages, toToolDefinitions } from './genai-messages.ts';
export type { AnswerContext, CallerError, IncomingRequest, IngressDialect } from './ingress.ts';
export {
  contentText,
  parseChatRequest,
  type ChatFields,
  type ChatMessage,
  type ChatRequest,
  type ChatTool,
} from './openai/chat-request.ts';
export { parseEmbeddingsRequest } from './openai/embeddings-ingress.ts';
export { openAiIngress } from './openai/openai-ingress.ts';
export { openAiUpstream } from './openai/openai-upstream.ts';
export type { AnswerEvent, Message, ModelRequest } from './canonical.ts';
export { AnswerBuilder } from './answer-builder.ts';
export { answerSteps } from './answer-steps.ts';
export { replaceTexts } from './rewrite/edit-answer.ts';
export { editRequest, type RequestChanges } from './rewrite/edit-request.ts';
export { canonicalText } from './canonical-text.ts';
