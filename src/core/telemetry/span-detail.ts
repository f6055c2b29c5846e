import type { Conversation, Message, MessagePart } from '../../shared/conversation.ts';
import type { NumericKind, SpanDetail } from '../../shared/span-detail.ts';
import type { PlainAttributes, Span } from '../../shared/trace.ts';
import type { Attributes, AttributeValue } from '../store/span-record.ts';
import { boundedJson, boundedText, budgetOf, type Budget } from './bounded-json.ts';

const MOST_ATTRIBUTES = 2_000;
const MOST_EVENTS = 500;
const MOST_LINKS = 500;
const MOST_INNER_ATTRIBUTES = 200;
/** Characters of names and messages of a span. */
const LONGEST_NAME = 10_000;
/** Characters of one attribute, and of all together. */
const LONGEST_VALUE = 32_000;
const LONGEST_VALUES = 2_000_000;
/** Characters of one part of a message, and of a whole conversation with its images. */
const LONGEST_PART = 1_000_000;
const LONGEST_CONVERSATION = 8_000_000;
const LONGEST_TOOLS = 1_000_000;
const MOST_MESSAGES = 5_000;

/**
 * What the panel of a span is told of it: the largest span that OTLP can bring, with a million attributes or one of many
 * megabytes, makes an answer of a few megabytes at most. `record` are the attributes as they are stored, with their types.
 */
export function toSpanDetail(span: Span, record: Attributes, conversation: Conversation | null): SpanDetail {
  const all = budgetOf(LONGEST_VALUES);
  const attributes = boundedAttributes(span.attributes, MOST_ATTRIBUTES, all);
  const resource = boundedAttributes(span.resource, MOST_ATTRIBUTES, all);
  const inner = (from: PlainAttributes) => boundedAttributes(from, MOST_INNER_ATTRIBUTES, all).kept;
  const messages = conversation === null ? null : boundedConversation(conversation);
  return {
    span: {
      ...span,
      name: boundedText(span.name, budgetOf(LONGEST_NAME)),
      service: boundedText(span.service, budgetOf(LONGEST_NAME)),
      statusMessage: boundedText(span.statusMessage, budgetOf(LONGEST_NAME)),
      attributes: attributes.kept,
      resource: resource.kept,
      events: span.events.slice(0, MOST_EVENTS).map((event) => ({
        ...event,
        name: boundedText(event.name, budgetOf(LONGEST_NAME)),
        attributes: inner(event.attributes),
      })),
      links: span.links.slice(0, MOST_LINKS).map((link) => ({ ...link, attributes: inner(link.attributes) })),
    },
    conversation: messages?.kept ?? null,
    attributeKinds: kindsOf(record, attributes.kept),
    cutAttributes: attributes.cut,
    omitted: {
      attributes: attributes.omitted,
      resourceAttributes: resource.omitted,
      events: Math.max(0, span.events.length - MOST_EVENTS),
      links: Math.max(0, span.links.length - MOST_LINKS),
      messages: messages?.omitted ?? 0,
    },
  };
}

function boundedAttributes(attributes: PlainAttributes, most: number, all: Budget) {
  const kept: [string, PlainAttributes[string]][] = [];
  const cut: string[] = [];
  let omitted = 0;
  for (const key in attributes) {
    if (kept.length >= most || all.left <= 0 || key.length > LONGEST_NAME) {
      omitted += 1;
      continue;
    }
    const budget = budgetOf(Math.min(LONGEST_VALUE, all.left));
    const given = budget.left;
    kept.push([key, boundedJson(attributes[key] ?? null, budget)]);
    all.left -= given - budget.left + key.length;
    if (budget.cut) cut.push(key);
  }
  return { kept: Object.fromEntries(kept), cut, omitted };
}

function kindsOf(record: Attributes, kept: PlainAttributes): Record<string, NumericKind> {
  const kinds: [string, NumericKind][] = [];
  for (const key in kept) {
    const kind = kindOf(record[key] ?? null);
    if (kind !== null) kinds.push([key, kind]);
  }
  return Object.fromEntries(kinds);
}

function kindOf(value: AttributeValue): NumericKind | null {
  if (typeof value === 'number') return Number.isInteger(value) ? 'int' : 'double';
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  if ('doubleValue' in value) return 'double';
  if ('intValue' in value) return 'int';
  return 'bytesValue' in value ? 'bytes' : null;
}

/** The newest messages, as many as the budget allows: what a call was about stands at its end. */
function boundedConversation({ input, output, tools }: Conversation): {
  kept: Conversation;
  omitted: number;
} {
  const budget = budgetOf(LONGEST_CONVERSATION);
  const newest = (messages: readonly Message[], most: number) => {
    const kept: Message[] = [];
    for (const message of messages.toReversed()) {
      if (budget.left <= 0 || kept.length >= most) break;
      kept.push({ ...message, parts: message.parts.map((part) => boundedPart(part, budget)) });
    }
    return kept.reverse();
  };
  const keptOutput = newest(output, MOST_MESSAGES);
  const keptInput = newest(input, MOST_MESSAGES - keptOutput.length);
  const forTools = budgetOf(LONGEST_TOOLS);
  const keptTools = tools.slice(0, MOST_ATTRIBUTES).map((tool) => ({
    name: boundedText(tool.name, forTools),
    description: tool.description === null ? null : boundedText(tool.description, forTools),
    parameters: tool.parameters === null ? null : boundedJson(tool.parameters, forTools),
  }));
  return {
    kept: { input: keptInput, output: keptOutput, tools: keptTools },
    omitted: input.length - keptInput.length + output.length - keptOutput.length,
  };
}

function boundedPart(part: MessagePart, all: Budget): MessagePart {
  // Pictures have a limit of their own (shared/picture.ts).
  const most = part.type === 'media' ? LONGEST_CONVERSATION : LONGEST_PART;
  const budget = budgetOf(Math.min(most, all.left));
  const given = budget.left;
  const bounded = withinBudget(part, budget);
  all.left -= given - budget.left + 1;
  return bounded;
}

function withinBudget(part: MessagePart, budget: Budget): MessagePart {
  switch (part.type) {
    case 'text':
    case 'reasoning':
      return { ...part, text: boundedText(part.text, budget) };
    case 'tool_call':
      return {
        ...part,
        name: boundedText(part.name, budget),
        arguments: boundedJson(part.arguments, budget),
      };
    case 'tool_result':
      return { ...part, result: boundedJson(part.result, budget) };
    case 'other':
      return { ...part, value: boundedJson(part.value, budget) };
    case 'media':
      return boundedMedia(part, budget);
  }
}

/** A picture is shown whole or not at all. */
function boundedMedia(
  { dataUrl, ...part }: Extract<MessagePart, { type: 'media' }>,
  budget: Budget,
): MessagePart {
  const described = { ...part, description: boundedText(part.description, budget) };
  if (dataUrl === undefined || dataUrl.length > budget.left) return described;
  budget.left -= dataUrl.length;
  return { ...described, dataUrl };
}
