export { emptyAnswer, readCompletion, type AnswerToolCall, type ChatAnswer } from './openai/chat-answer.ts';
export {
  contentText,
  parseChatRequest,
  upstreamBytes,
  type ChatFields,
  type ChatMessage,
  type ChatRequest,
  type ChatTool,
} from './openai/chat-request.ts';
export { errorEvent, errorMessage, errorType, toOpenAiError } from './openai/error-body.ts';
export { toInputMessages, toOutputMessages, toToolDefinitions } from './openai/genai-messages.ts';
export { ChatStreamReader } from './openai/stream-reader.ts';
