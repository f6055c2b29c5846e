import type { Conversation, Message, MessagePart } from '../../../../shared/conversation.ts';
import type { Attributes, EventRecord } from '../../../store/span-record.ts';

export interface ConversationExample {
  attributes?: Attributes;
  events?: EventRecord[];
  expected: Partial<Conversation>;
}

export const text = (role: string, ...texts: string[]): Message =>
  said(role, ...texts.map((value): MessagePart => ({ type: 'text', text: value })));

const said = (role: string, ...parts: MessagePart[]): Message => ({
  role,
  name: null,
  parts,
  finishReason: null,
});

export const event = (name: string, attributes: Attributes): EventRecord => ({
  timeUnixNano: 0n,
  name,
  attributes,
  droppedAttributes: 0,
});

const weatherCall: MessagePart = {
  type: 'tool_call',
  id: 'call_1',
  name: 'get_weather',
  arguments: { city: 'Paris' },
};
const weatherTool = {
  name: 'get_weather',
  description: 'Weather of a city',
  parameters: { type: 'object', properties: { city: { type: 'string' } } },
};
const openAiTool = JSON.stringify({ type: 'function', function: weatherTool });
const document = { id: 'd1', content: 'Paris is wet.', score: 0.9 };

/** An example for each source of the input, by its key; written from the specification of its convention. */
export const INPUT_EXAMPLES: Readonly<Record<string, ConversationExample>> = {
  'gen_ai.system_instructions': {
    attributes: {
      'gen_ai.system_instructions': '[{"type":"text","content":"Be brief."}]',
      'gen_ai.input.messages': '[{"role":"user","parts":[{"type":"text","content":"Hi"}]}]',
    },
    expected: { input: [text('system', 'Be brief.'), text('user', 'Hi')] },
  },
  'gen_ai.input.messages': {
    attributes: {
      'gen_ai.input.messages': JSON.stringify([
        { role: 'user', parts: [{ type: 'text', content: 'Weather in Paris?' }] },
        {
          role: 'assistant',
          parts: [{ type: 'tool_call', id: 'call_1', name: 'get_weather', arguments: { city: 'Paris' } }],
        },
        { role: 'tool', parts: [{ type: 'tool_call_response', id: 'call_1', response: 'rainy' }] },
        {
          role: 'user',
          parts: [{ type: 'uri', modality: 'image', mime_type: 'image/png', uri: 'gs://b/i' }],
        },
        { role: 'user', parts: [{ type: 'server_tool_call', name: 'search' }] },
      ]),
    },
    expected: {
      input: [
        text('user', 'Weather in Paris?'),
        said('assistant', weatherCall),
        said('tool', { type: 'tool_result', id: 'call_1', result: 'rainy' }),
        said('user', { type: 'media', mediaType: 'image/png', description: 'image gs://b/i' }),
        said('user', { type: 'other', value: { type: 'server_tool_call', name: 'search' } }),
      ],
    },
  },
  'gen_ai.tool.call.arguments': {
    attributes: {
      'gen_ai.operation.name': 'execute_tool',
      'gen_ai.tool.name': 'get_weather',
      'gen_ai.tool.call.id': 'call_1',
      'gen_ai.tool.call.arguments': '{"city":"Paris"}',
    },
    expected: { input: [said('assistant', weatherCall)] },
  },
  'gen_ai.retrieval.query.text': {
    attributes: { 'gen_ai.retrieval.query.text': 'Paris' },
    expected: { input: [text('user', 'Paris')] },
  },
  'event gen_ai.{system,user,assistant,tool}.message': {
    events: [
      event('gen_ai.system.message', { content: 'Be brief.' }),
      event('gen_ai.user.message', { 'gen_ai.event.content': '{"role":"user","content":"Hi"}' }),
      event('gen_ai.assistant.message', {
        tool_calls: JSON.stringify([
          {
            id: 'call_1',
            type: 'function',
            function: { name: 'get_weather', arguments: '{"city":"Paris"}' },
          },
        ]),
      }),
      event('gen_ai.tool.message', { id: 'call_1', content: 'rainy' }),
    ],
    expected: {
      input: [
        text('system', 'Be brief.'),
        text('user', 'Hi'),
        said('assistant', weatherCall),
        said('tool', { type: 'tool_result', id: 'call_1', result: 'rainy' }),
      ],
    },
  },
  'gen_ai.prompt.<i>.*': {
    attributes: {
      'gen_ai.prompt.0.role': 'system',
      'gen_ai.prompt.0.content': 'Be brief.',
      'gen_ai.prompt.1.role': 'user',
      'gen_ai.prompt.1.content':
        '[{"type":"text","text":"Weather?"},{"type":"image_url","image_url":{"url":"https://x/i.png"}}]',
      'gen_ai.prompt.2.role': 'assistant',
      'gen_ai.prompt.2.tool_calls.0.id': 'call_1',
      'gen_ai.prompt.2.tool_calls.0.name': 'get_weather',
      'gen_ai.prompt.2.tool_calls.0.arguments': '{"city":"Paris"}',
      'gen_ai.prompt.3.role': 'tool',
      'gen_ai.prompt.3.tool_call_id': 'call_1',
      'gen_ai.prompt.3.content': 'rainy',
    },
    expected: {
      input: [
        text('system', 'Be brief.'),
        said(
          'user',
          { type: 'text', text: 'Weather?' },
          { type: 'media', mediaType: null, description: 'image_url https://x/i.png' },
        ),
        said('assistant', weatherCall),
        said('tool', { type: 'tool_result', id: 'call_1', result: 'rainy' }),
      ],
    },
  },
  'gen_ai.prompt': {
    attributes: { 'gen_ai.prompt': '[{"role":"user","content":"Hi"}]' },
    expected: { input: [text('user', 'Hi')] },
  },
  'event gen_ai.content.prompt': {
    events: [event('gen_ai.content.prompt', { 'gen_ai.prompt': '[{"role":"user","content":"Hi"}]' })],
    expected: { input: [text('user', 'Hi')] },
  },
  'llm.input_messages.<i>.message.*': {
    attributes: {
      'llm.input_messages.0.message.role': 'user',
      'llm.input_messages.0.message.contents.0.message_content.type': 'text',
      'llm.input_messages.0.message.contents.0.message_content.text': 'What is this?',
      'llm.input_messages.0.message.contents.1.message_content.type': 'image',
      'llm.input_messages.0.message.contents.1.message_content.image.image.url': 'data:image/png;base64,AA==',
      'llm.input_messages.1.message.role': 'assistant',
      'llm.input_messages.1.message.tool_calls.0.tool_call.id': 'call_1',
      'llm.input_messages.1.message.tool_calls.0.tool_call.function.name': 'get_weather',
      'llm.input_messages.1.message.tool_calls.0.tool_call.function.arguments': '{"city":"Paris"}',
      'llm.input_messages.2.message.role': 'tool',
      'llm.input_messages.2.message.tool_call_id': 'call_1',
      'llm.input_messages.2.message.content': 'rainy',
    },
    expected: {
      input: [
        said(
          'user',
          { type: 'text', text: 'What is this?' },
          { type: 'media', mediaType: 'image/png', description: 'image, embedded' },
        ),
        said('assistant', weatherCall),
        said('tool', { type: 'tool_result', id: 'call_1', result: 'rainy' }),
      ],
    },
  },
  'llm.prompts.<i>.prompt.text': {
    attributes: { 'llm.prompts.0.prompt.text': 'Once upon' },
    expected: { input: [text('user', 'Once upon')] },
  },
  'embedding.embeddings.<i>.embedding.text': {
    attributes: {
      'embedding.embeddings.0.embedding.text': 'first',
      'embedding.embeddings.0.embedding.vector': [0.5, 0.25],
      'embedding.embeddings.1.embedding.text': 'second',
    },
    expected: { input: [text('user', 'first'), text('user', 'second')] },
  },
  'reranker.query': {
    attributes: { 'reranker.query': 'rain?' },
    expected: { input: [text('user', 'rain?')] },
  },
  'reranker.input_documents.<i>.document.*': {
    attributes: { 'reranker.input_documents.0.document.content': 'Paris is wet.' },
    expected: { input: [said('document', { type: 'other', value: { content: 'Paris is wet.' } })] },
  },
  'ai.prompt.messages': {
    attributes: {
      'ai.prompt.messages': JSON.stringify([
        { role: 'system', content: 'Be brief.' },
        { role: 'user', content: [{ type: 'text', text: 'Weather?' }] },
        {
          role: 'assistant',
          content: [
            { type: 'tool-call', toolCallId: 'call_1', toolName: 'get_weather', input: { city: 'Paris' } },
          ],
        },
        {
          role: 'tool',
          content: [
            {
              type: 'tool-result',
              toolCallId: 'call_1',
              toolName: 'get_weather',
              output: { type: 'json', value: { sky: 'rainy' } },
            },
          ],
        },
      ]),
    },
    expected: {
      input: [
        text('system', 'Be brief.'),
        text('user', 'Weather?'),
        said('assistant', weatherCall),
        said('tool', { type: 'tool_result', id: 'call_1', result: { sky: 'rainy' } }),
      ],
    },
  },
  'ai.prompt': {
    attributes: { 'ai.prompt': '{"system":"Be brief.","prompt":"Hi"}' },
    expected: { input: [text('system', 'Be brief.'), text('user', 'Hi')] },
  },
  'ai.toolCall.args': {
    attributes: {
      'ai.toolCall.name': 'get_weather',
      'ai.toolCall.id': 'call_1',
      'ai.toolCall.args': '{"city":"Paris"}',
    },
    expected: { input: [said('assistant', weatherCall)] },
  },
  'ai.values': {
    attributes: { 'ai.values': ['"first"', '"second"'] },
    expected: { input: [text('user', 'first'), text('user', 'second')] },
  },
  'ai.value': { attributes: { 'ai.value': '"first"' }, expected: { input: [text('user', 'first')] } },
  'input.value': {
    attributes: { 'openinference.span.kind': 'CHAIN', 'input.value': '{"question":"rain?"}' },
    expected: { input: [text('user', '{"question":"rain?"}')] },
  },
  'traceloop.entity.input': {
    attributes: {
      'traceloop.span.kind': 'tool',
      'traceloop.entity.name': 'get_weather',
      'traceloop.entity.input': '{"city":"Paris"}',
    },
    expected: {
      input: [
        said('assistant', { type: 'tool_call', id: null, name: 'get_weather', arguments: { city: 'Paris' } }),
      ],
    },
  },
};

/** The same for the output. */
export const OUTPUT_EXAMPLES: Readonly<Record<string, ConversationExample>> = {
  'gen_ai.output.messages': {
    attributes: {
      'gen_ai.output.messages': JSON.stringify([
        {
          role: 'assistant',
          parts: [
            { type: 'reasoning', content: 'Hm.' },
            { type: 'text', content: 'Rainy.' },
          ],
          finish_reason: 'stop',
        },
      ]),
    },
    expected: {
      output: [
        {
          ...said('assistant', { type: 'reasoning', text: 'Hm.' }, { type: 'text', text: 'Rainy.' }),
          finishReason: 'stop',
        },
      ],
    },
  },
  'gen_ai.tool.call.result': {
    attributes: { 'gen_ai.tool.call.id': 'call_1', 'gen_ai.tool.call.result': '{"sky":"rainy"}' },
    expected: { output: [said('tool', { type: 'tool_result', id: 'call_1', result: { sky: 'rainy' } })] },
  },
  'gen_ai.retrieval.documents': {
    attributes: { 'gen_ai.retrieval.documents': JSON.stringify([document]) },
    expected: { output: [said('document', { type: 'other', value: document })] },
  },
  'event gen_ai.choice': {
    events: [
      event('gen_ai.choice', {
        index: 0,
        finish_reason: 'stop',
        message: '{"role":"assistant","content":"Rainy."}',
      }),
    ],
    expected: { output: [{ ...text('assistant', 'Rainy.'), finishReason: 'stop' }] },
  },
  'gen_ai.completion.<i>.*': {
    attributes: {
      'gen_ai.completion.0.role': 'assistant',
      'gen_ai.completion.0.content': 'Let me see.',
      'gen_ai.completion.0.finish_reason': 'tool_calls',
      'gen_ai.completion.0.tool_calls.0.id': 'call_1',
      'gen_ai.completion.0.tool_calls.0.name': 'get_weather',
      'gen_ai.completion.0.tool_calls.0.arguments': '{"city":"Paris"}',
    },
    expected: {
      output: [
        {
          ...said('assistant', { type: 'text', text: 'Let me see.' }, weatherCall),
          finishReason: 'tool_calls',
        },
      ],
    },
  },
  'gen_ai.completion': {
    attributes: { 'gen_ai.completion': 'Rainy.' },
    expected: { output: [text('assistant', 'Rainy.')] },
  },
  'event gen_ai.content.completion': {
    events: [
      event('gen_ai.content.completion', {
        'gen_ai.completion': '[{"role":"assistant","content":"Rainy."}]',
      }),
    ],
    expected: { output: [text('assistant', 'Rainy.')] },
  },
  'llm.output_messages.<i>.message.*': {
    attributes: {
      'llm.output_messages.0.message.role': 'assistant',
      'llm.output_messages.0.message.content': 'Rainy.',
    },
    expected: { output: [text('assistant', 'Rainy.')] },
  },
  'llm.choices.<i>.completion.text': {
    attributes: { 'llm.choices.0.completion.text': 'a time' },
    expected: { output: [text('assistant', 'a time')] },
  },
  'retrieval.documents.<i>.document.*': {
    attributes: {
      'retrieval.documents.0.document.id': 'd1',
      'retrieval.documents.0.document.content': 'Paris is wet.',
      'retrieval.documents.0.document.score': 0.9,
    },
    expected: { output: [said('document', { type: 'other', value: document })] },
  },
  'reranker.output_documents.<i>.document.*': {
    attributes: { 'reranker.output_documents.0.document.content': 'Paris is wet.' },
    expected: { output: [said('document', { type: 'other', value: { content: 'Paris is wet.' } })] },
  },
  'ai.response.{text,reasoning,object,toolCalls}': {
    attributes: {
      'ai.response.text': 'Let me see.',
      'ai.response.reasoning': 'Hm.',
      'ai.response.object': '{"sky":"rainy"}',
      'ai.response.toolCalls': JSON.stringify([
        { toolCallType: 'function', toolCallId: 'call_1', toolName: 'get_weather', args: '{"city":"Paris"}' },
      ]),
      'ai.response.finishReason': 'tool-calls',
    },
    expected: {
      output: [
        {
          ...said(
            'assistant',
            { type: 'reasoning', text: 'Hm.' },
            { type: 'text', text: 'Let me see.' },
            { type: 'other', value: { sky: 'rainy' } },
            weatherCall,
          ),
          finishReason: 'tool-calls',
        },
      ],
    },
  },
  'ai.toolCall.result': {
    attributes: { 'ai.toolCall.id': 'call_1', 'ai.toolCall.result': '"rainy"' },
    expected: { output: [said('tool', { type: 'tool_result', id: 'call_1', result: 'rainy' })] },
  },
  'output.value': {
    attributes: {
      'openinference.span.kind': 'LLM',
      'output.value':
        '{"choices":[{"message":{"role":"assistant","content":"Rainy."},"finish_reason":"stop"}]}',
    },
    expected: { output: [{ ...text('assistant', 'Rainy.'), finishReason: 'stop' }] },
  },
  'traceloop.entity.output': {
    attributes: { 'traceloop.span.kind': 'workflow', 'traceloop.entity.output': 'done' },
    expected: { output: [text('assistant', 'done')] },
  },
};

/** The same for the tools. */
export const TOOL_EXAMPLES: Readonly<Record<string, ConversationExample>> = {
  'gen_ai.tool.definitions': {
    attributes: { 'gen_ai.tool.definitions': JSON.stringify([{ type: 'function', ...weatherTool }]) },
    expected: { tools: [weatherTool] },
  },
  'gen_ai.tool.definitions.<i>.*': {
    attributes: {
      'gen_ai.tool.definitions.0.name': 'get_weather',
      'gen_ai.tool.definitions.0.description': 'Weather of a city',
      'gen_ai.tool.definitions.0.parameters': JSON.stringify(weatherTool.parameters),
    },
    expected: { tools: [weatherTool] },
  },
  'llm.request.functions.<i>.*': {
    attributes: {
      'llm.request.functions.0.name': 'get_weather',
      'llm.request.functions.0.description': 'Weather of a city',
      'llm.request.functions.0.parameters': JSON.stringify(weatherTool.parameters),
    },
    expected: { tools: [weatherTool] },
  },
  'llm.tools.<i>.tool.json_schema': {
    attributes: { 'llm.tools.0.tool.json_schema': openAiTool },
    expected: { tools: [weatherTool] },
  },
  'ai.prompt.tools': {
    attributes: {
      'ai.prompt.tools': [
        JSON.stringify({
          type: 'function',
          name: 'get_weather',
          description: 'Weather of a city',
          inputSchema: weatherTool.parameters,
        }),
      ],
    },
    expected: { tools: [weatherTool] },
  },
};
