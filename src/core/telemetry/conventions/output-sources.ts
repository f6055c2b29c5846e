import type { Message, ToolDefinition } from '../../../shared/conversation.ts';
import {
  at,
  documents,
  flattened,
  flattenedDocuments,
  openLlmetryMessages,
  whole,
  type Source,
} from './conversation-source.ts';
import { recordOf, structured } from './json-value.ts';
import { messagesInEvents, outputFromEvents } from './message-events.ts';
import { messagesFrom } from './messages.ts';
import { toolsFrom } from './tool-definitions.ts';
import { genericOutput, toolResultMessage } from './tool-messages.ts';
import { unquoted, vercelResponse } from './vercel-messages.ts';

/** What came out. The first source that has any messages wins. */
export const OUTPUT_SOURCES: readonly Source<Message>[] = [
  whole('GenAI 1.41', 'gen_ai.output.messages', 'assistant'),
  at('GenAI 1.41', 'gen_ai.tool.call.result', (value, plain) => toolResultMessage(plain, value)),
  at('GenAI 1.41', 'gen_ai.retrieval.documents', (value) => documents('GenAI 1.41', value)),
  {
    convention: 'GenAI deprecated',
    key: 'event gen_ai.choice',
    read: ({ events }) => outputFromEvents(events),
  },
  openLlmetryMessages('gen_ai.completion', 'assistant'),
  whole('GenAI deprecated', 'gen_ai.completion', 'assistant'),
  {
    convention: 'GenAI deprecated',
    key: 'event gen_ai.content.completion',
    read: ({ events }) =>
      messagesInEvents(events, 'gen_ai.content.completion', 'gen_ai.completion', 'assistant'),
  },
  flattened('OpenInference', 'llm.output_messages', 'message.*', (item) => messagesFrom(item, 'assistant')),
  flattened('OpenInference', 'llm.choices', 'completion.text', (item) =>
    messagesFrom(recordOf(item)?.completion, 'assistant'),
  ),
  flattenedDocuments('retrieval.documents'),
  flattenedDocuments('reranker.output_documents'),
  {
    convention: 'Vercel AI SDK',
    key: 'ai.response.{text,reasoning,object,toolCalls}',
    read: ({ plain }) => vercelResponse(plain),
  },
  at('Vercel AI SDK', 'ai.toolCall.result', (value, plain) => toolResultMessage(plain, unquoted(value))),
  at('OpenInference', 'output.value', (value, plain) => genericOutput(plain, value)),
  at('OpenLLMetry', 'traceloop.entity.output', (value, plain) => genericOutput(plain, value)),
];

/** Which tools the model could call. */
export const TOOL_SOURCES: readonly Source<ToolDefinition>[] = [
  at('GenAI 1.41', 'gen_ai.tool.definitions', (value) => toolsFrom(structured(value))),
  flattened('OpenLLMetry', 'gen_ai.tool.definitions', '*', (item) => toolsFrom([item])),
  flattened('OpenLLMetry', 'llm.request.functions', '*', (item) => toolsFrom([item])),
  flattened('OpenInference', 'llm.tools', 'tool.json_schema', (item) => toolsFrom([item])),
  at('Vercel AI SDK', 'ai.prompt.tools', (value) => toolsFrom(structured(value))),
];
