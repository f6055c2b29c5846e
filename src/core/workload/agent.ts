import { conventionMessages, type ChatMessage, type ToolCall, type ToolDefinition } from './chat-messages.ts';
import type { ChatHeaders, ChatRequest } from './gateway-client.ts';
import type { LiveSpan } from './recorded-trace.ts';
import { ApplicationFailure, type ScenarioContext } from './scenario.ts';

export interface AgentTool {
  readonly definition: ToolDefinition;
  /** How long it works, at least and at most. */
  readonly millis: readonly [number, number];
  /** Its result; throws ApplicationFailure when it fails, which the model is told. */
  run(given: Readonly<Record<string, unknown>>): unknown;
}

export interface AgentOptions {
  readonly name: string;
  readonly model: string;
  readonly instructions: string;
  readonly tools?: readonly AgentTool[];
  readonly settings?: Pick<ChatRequest, 'maxTokens' | 'temperature' | 'reasoningEffort' | 'stream'>;
  readonly session?: string;
  readonly user?: string;
}

const MOST_STEPS = 5;

/** An agent of an application: calls a model through the gateway, runs the tools it asks for, until it answers. */
export class Agent {
  readonly #context: ScenarioContext;
  readonly #options: AgentOptions;
  readonly #messages: ChatMessage[];

  constructor(context: ScenarioContext, options: AgentOptions) {
    this.#context = context;
    this.#options = options;
    this.#messages = [{ role: 'system', content: options.instructions }];
  }

  /** One `invoke_agent` span (GenAI conventions 1.41) with a step for each thing asked; answers with the last text. */
  invoke(parent: LiveSpan, requests: readonly string[]): Promise<string> {
    const { name, model, session } = this.#options;
    const attributes = {
      'gen_ai.operation.name': 'invoke_agent',
      'gen_ai.provider.name': 'openai',
      'gen_ai.agent.name': name,
      'gen_ai.agent.id': `agent_${name.replaceAll('-', '_')}`,
      'gen_ai.request.model': model,
      'gen_ai.conversation.id': session,
    };
    return parent.child(`invoke_agent ${name}`, { attributes }, async (span) => {
      const asked = requests.map((content): ChatMessage => ({ role: 'user', content }));
      span.set({ 'gen_ai.input.messages': conventionMessages(asked) });
      let text = '';
      for (const content of requests) text = await this.#step(span, content);
      const answer: ChatMessage = { role: 'assistant', content: text };
      span.set({ 'gen_ai.output.messages': conventionMessages([answer]) });
      return text;
    });
  }

  async #step(span: LiveSpan, content: string): Promise<string> {
    this.#messages.push({ role: 'user', content });
    for (let step = 0; step < MOST_STEPS; step += 1) {
      const answer = await this.#context.gateway.chat(this.#request(), this.#headers(span));
      if (answer.toolCalls.length === 0) {
        this.#messages.push({ role: 'assistant', content: answer.text });
        return answer.text;
      }
      this.#messages.push({ role: 'assistant', content: null, tool_calls: answer.toolCalls });
      for (const call of answer.toolCalls) this.#messages.push(await this.#runTool(span, call));
    }
    throw new ApplicationFailure('StepLimitReached', `The agent did not answer within ${MOST_STEPS} steps.`);
  }

  #request(): ChatRequest {
    const { model, tools = [], settings } = this.#options;
    return {
      ...settings,
      model,
      messages: [...this.#messages],
      ...(tools.length > 0 && { tools: tools.map(({ definition }) => definition) }),
    };
  }

  #headers(span: LiveSpan): ChatHeaders {
    const { session, user } = this.#options;
    return {
      traceparent: span.traceparent,
      ...(session !== undefined && { session }),
      ...(user !== undefined && { user }),
    };
  }

  async #runTool(span: LiveSpan, { id, function: called }: ToolCall): Promise<ChatMessage> {
    const attributes = {
      'gen_ai.operation.name': 'execute_tool',
      'gen_ai.tool.name': called.name,
      'gen_ai.tool.type': 'function',
      'gen_ai.tool.call.id': id,
      'gen_ai.tool.call.arguments': called.arguments,
    };
    const tool = this.#options.tools?.find(({ definition }) => definition.name === called.name);
    const content = await span.child(`execute_tool ${called.name}`, { attributes }, async (toolSpan) => {
      toolSpan.set({ 'gen_ai.tool.description': tool?.definition.description });
      const result = await this.#toolResult(toolSpan, tool, called);
      toolSpan.set({ 'gen_ai.tool.call.result': result });
      return result;
    });
    return { role: 'tool', tool_call_id: id, content };
  }

  async #toolResult(
    span: LiveSpan,
    tool: AgentTool | undefined,
    called: ToolCall['function'],
  ): Promise<string> {
    try {
      if (tool === undefined) throw new ApplicationFailure('UnknownTool', `There is no tool ${called.name}.`);
      await this.#context.work(...tool.millis);
      const given = JSON.parse(called.arguments) as Readonly<Record<string, unknown>>;
      return JSON.stringify(tool.run(given));
    } catch (error) {
      if (!(error instanceof ApplicationFailure)) throw error;
      span.fail(error.message, error.name);
      return JSON.stringify({ error: error.message });
    }
  }
}
