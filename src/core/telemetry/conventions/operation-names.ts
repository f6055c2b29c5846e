import type { Operation } from '../../../shared/trace.ts';

/** What an attribute says of the operation: null means a step that is none of ours, and that nothing must be inferred. */
export type SaidOperation = Operation | null;

/**
 * Which value of which attribute is which operation.
 * The spans of the Vercel AI SDK come in pairs: `ai.generateText` repeats the model and the tokens of the
 * `ai.generateText.doGenerate` inside it. Only the inner one is a model call, or each token would count twice.
 */
export const OPERATION_VALUES: Readonly<Record<string, Readonly<Record<string, SaidOperation>>>> = {
  'gen_ai.operation.name': {
    chat: 'chat',
    text_completion: 'text_completion',
    generate_content: 'generate_content',
    embeddings: 'embeddings',
    retrieval: 'retrieval',
    execute_tool: 'execute_tool',
    create_agent: 'create_agent',
    invoke_agent: 'invoke_agent',
    invoke_workflow: 'invoke_workflow',
    rerank: 'rerank',
  },
  'openinference.span.kind': {
    LLM: 'chat',
    EMBEDDING: 'embeddings',
    RETRIEVER: 'retrieval',
    RERANKER: 'rerank',
    TOOL: 'execute_tool',
    AGENT: 'invoke_agent',
    GUARDRAIL: 'guardrail',
    EVALUATOR: 'evaluate',
    CHAIN: null,
    PROMPT: null,
  },
  'ai.operationId': {
    'ai.generateText.doGenerate': 'chat',
    'ai.streamText.doStream': 'chat',
    'ai.generateObject.doGenerate': 'chat',
    'ai.streamObject.doStream': 'chat',
    'ai.embed.doEmbed': 'embeddings',
    'ai.embedMany.doEmbed': 'embeddings',
    'ai.rerank.doRerank': 'rerank',
    'ai.toolCall': 'execute_tool',
    'ai.generateText': 'invoke_agent',
    'ai.streamText': 'invoke_agent',
    'ai.generateObject': 'invoke_agent',
    'ai.streamObject': 'invoke_agent',
    'ai.embed': null,
    'ai.embedMany': null,
    'ai.rerank': null,
  },
  'llm.request.type': {
    chat: 'chat',
    completion: 'text_completion',
    embedding: 'embeddings',
    rerank: 'rerank',
  },
  'traceloop.span.kind': {
    workflow: 'invoke_workflow',
    agent: 'invoke_agent',
    tool: 'execute_tool',
    task: null,
  },
};

const BY_KEY = new Map(
  Object.entries(OPERATION_VALUES).map(([key, values]) => [key, new Map(Object.entries(values))] as const),
);

/** What `value` of the attribute `key` means; a value that is not known means no operation of ours. */
export function operationOf(key: string, value: string): SaidOperation {
  return BY_KEY.get(key)?.get(value) ?? null;
}

const MODEL_CALLS: ReadonlySet<Operation> = new Set<Operation>([
  'chat',
  'text_completion',
  'generate_content',
  'embeddings',
]);

export function isModelCall(operation: Operation | null): operation is Operation {
  return operation !== null && MODEL_CALLS.has(operation);
}
