import {
  completeInput,
  policyInputSchema,
  type PolicyInput,
  type PolicyMessage,
} from '../../../shared/policy/index.ts';
import type { Attributes, AttributeValue } from '../../store/span-record.ts';
import type { RecordedExchange } from '../../store/index.ts';
import { recordedMessages } from './recorded-messages.ts';

export const MESSAGES_KEY = 'gen_ai.input.messages';
export const ANSWER_KEY = 'gen_ai.output.messages';
const INPUT_KEY = 'signalbox.policy.input';
const TOOLS_KEY = 'gen_ai.tool.definitions';

const REBUILT_FROM = [
  'gen_ai.operation.name',
  'gen_ai.request.model',
  'gen_ai.request.stream',
  'gen_ai.request.max_tokens',
  'gen_ai.request.temperature',
  'gen_ai.output.type',
  'gen_ai.conversation.id',
  'signalbox.request.model',
  'signalbox.dialect',
  TOOLS_KEY,
];
const NANOS_PER_DOLLAR = 1e9;

/** What of an exchange an input can be rebuilt from. */
export type ExchangeFacts = Pick<
  RecordedExchange,
  | 'attributes'
  | 'startMs'
  | 'org'
  | 'workspace'
  | 'user'
  | 'key'
  | 'service'
  | 'agent'
  | 'provider'
  | 'model'
  | 'usage'
  | 'costNanos'
>;

/** What rules were asked of, or would have been. */
export interface RecordedQuestion {
  readonly input: PolicyInput;
  readonly isRebuilt: boolean;
}

/**
 * The policy input that was recorded with an exchange; where none was, because there was no policy then, one that is
 * rebuilt from its span. What a span does not tell (spend, recent failures, similarity, region) is then 0 or ''.
 * `messages` are asked for only where their number and length must be counted.
 */
export function recordedQuestion(
  exchange: ExchangeFacts,
  messages: (() => readonly PolicyMessage[]) | null,
): RecordedQuestion {
  const text = exchange.attributes([INPUT_KEY])[INPUT_KEY];
  const recorded = typeof text === 'string' ? readInput(text) : null;
  if (recorded !== null) return { input: recorded, isRebuilt: false };
  return { input: rebuiltInput(exchange, messages?.() ?? []), isRebuilt: true };
}

/** The messages of a call, or those of its answer; null: they were not recorded. */
export function messagesOf(
  exchange: Pick<ExchangeFacts, 'attributes'>,
  key: typeof MESSAGES_KEY | typeof ANSWER_KEY = MESSAGES_KEY,
): PolicyMessage[] | null {
  const text = exchange.attributes([key])[key];
  return typeof text === 'string' ? recordedMessages(text) : null;
}

/** Null when it is of another version of the engine and does not have all that conditions may ask for. */
function readInput(text: string): PolicyInput | null {
  const value: unknown = JSON.parse(text);
  if (isComplete(value)) return value;
  const read = policyInputSchema.safeParse(value);
  return read.success ? read.data : null;
}

const PARTS = Object.keys(policyInputSchema.shape);

/** The gateway wrote it, so its parts are as they should be if they are there: a full check would cost more than the rules. */
function isComplete(value: unknown): value is PolicyInput {
  if (typeof value !== 'object' || value === null) return false;
  const record = value as Record<string, unknown>;
  return PARTS.every((part) => typeof record[part] === 'object' && record[part] !== null);
}

function rebuiltInput(exchange: ExchangeFacts, messages: readonly PolicyMessage[]): PolicyInput {
  const attributes = exchange.attributes(REBUILT_FROM);
  const model = textOf(attributes['gen_ai.request.model']) || exchange.model;
  return completeInput({
    request: {
      model: textOf(attributes['signalbox.request.model']) || model,
      operation: textOf(attributes['gen_ai.operation.name']),
      dialect: textOf(attributes['signalbox.dialect']),
      stream: attributes['gen_ai.request.stream'] === true,
      max_tokens: numberOf(attributes['gen_ai.request.max_tokens']) ?? 0,
      temperature: numberOf(attributes['gen_ai.request.temperature']) ?? -1,
      tools: toolNames(attributes),
      messages: messages.length,
      characters: messages.reduce((sum, { text }) => sum + text.length, 0),
      json: attributes['gen_ai.output.type'] === 'json',
      service: exchange.service,
      session: textOf(attributes['gen_ai.conversation.id']),
      agent: exchange.agent,
    },
    scope: { org: exchange.org, workspace: exchange.workspace, user: exchange.user },
    key: { id: exchange.key },
    tokens: { input: exchange.usage.input ?? 0 },
    cost: { estimate: Number(exchange.costNanos ?? 0n) / NANOS_PER_DOLLAR },
    time: timeOf(exchange.startMs),
    target: { provider: exchange.provider, model },
  });
}

function timeOf(startMs: number): PolicyInput['time'] {
  const date = new Date(startMs);
  // Sunday is 0 for Date and 7 for ISO 8601.
  return { unix: Math.floor(startMs / 1000), hour: date.getUTCHours(), weekday: date.getUTCDay() || 7 };
}

function toolNames(attributes: Attributes): string[] {
  const text = attributes[TOOLS_KEY];
  if (typeof text !== 'string') return [];
  const tools: unknown = JSON.parse(text);
  if (!Array.isArray(tools)) return [];
  return tools.flatMap((tool: unknown) => {
    const name = (tool as { name?: unknown } | null)?.name;
    return typeof name === 'string' ? [name] : [];
  });
}

function textOf(value: AttributeValue | undefined): string {
  return typeof value === 'string' ? value : '';
}

/** A whole double is tagged, so that it stays one. */
function numberOf(value: AttributeValue | undefined): number | null {
  if (typeof value === 'number') return value;
  if (typeof value !== 'object' || value === null || !('doubleValue' in value)) return null;
  return typeof value.doubleValue === 'number' ? value.doubleValue : null;
}
