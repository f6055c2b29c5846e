import type { Message } from '../../../shared/conversation.ts';
import {
  at,
  flattened,
  flattenedDocuments,
  openLlmetryMessages,
  whole,
  type Source,
} from './conversation-source.ts';
import { recordOf, structured } from './json-value.ts';
import { inputFromEvents, messagesInEvents } from './message-events.ts';
import { messagesFrom } from './messages.ts';
import { genericInput, toolCallMessage } from './tool-messages.ts';
import { vercelPrompt, vercelValues } from './vercel-messages.ts';

/** Instructions that are recorded apart from the messages: they go before them. */
export const SYSTEM_SOURCES: readonly Source<Message>[] = [
  at('GenAI 1.41', 'gen_ai.system_instructions', (value) =>
    value === null ? [] : messagesFrom({ parts: structured(value) }, 'system'),
  ),
];

/** What went in. The first source that has any messages wins. */
export const INPUT_SOURCES: readonly Source<Message>[] = [
  whole('GenAI 1.41', 'gen_ai.input.messages', 'user'),
  at('GenAI 1.41', 'gen_ai.tool.call.arguments', (value, plain) => toolCallMessage(plain, value)),
  whole('GenAI 1.41', 'gen_ai.retrieval.query.text', 'user'),
  {
    convention: 'GenAI deprecated',
    key: 'event gen_ai.{system,user,assistant,tool}.message',
    read: ({ events }) => inputFromEvents(events),
  },
  openLlmetryMessages('gen_ai.prompt', 'user'),
  whole('GenAI deprecated', 'gen_ai.prompt', 'user'),
  {
    convention: 'GenAI deprecated',
    key: 'event gen_ai.content.prompt',
    read: ({ events }) => messagesInEvents(events, 'gen_ai.content.prompt', 'gen_ai.prompt', 'user'),
  },
  flattened('OpenInference', 'llm.input_messages', 'message.*', (item) => messagesFrom(item, 'user')),
  flattened('OpenInference', 'llm.prompts', 'prompt.text', (item) =>
    messagesFrom(recordOf(item)?.prompt, 'user'),
  ),
  flattened('OpenInference', 'embedding.embeddings', 'embedding.text', (item) =>
    messagesFrom(recordOf(recordOf(item)?.embedding)?.text, 'user'),
  ),
  whole('OpenInference', 'reranker.query', 'user'),
  flattenedDocuments('reranker.input_documents'),
  whole('Vercel AI SDK', 'ai.prompt.messages', 'user'),
  at('Vercel AI SDK', 'ai.prompt', (value) => vercelPrompt(structured(value))),
  at('Vercel AI SDK', 'ai.toolCall.args', (value, plain) => toolCallMessage(plain, value)),
  at('Vercel AI SDK', 'ai.values', vercelValues),
  at('Vercel AI SDK', 'ai.value', vercelValues),
  at('OpenInference', 'input.value', (value, plain) => genericInput(plain, value)),
  at('OpenLLMetry', 'traceloop.entity.input', (value, plain) => genericInput(plain, value)),
];
