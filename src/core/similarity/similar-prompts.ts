import type { Conversation } from '../../shared/conversation.ts';
import { SignalboxError } from '../../shared/errors.ts';
import type { LikeAnswer, LikeQuestion, PromptScope, SimilarPrompt } from '../../shared/similarity.ts';
import type { SpanDetail } from '../../shared/span-detail.ts';
import type { Alike } from './comparison.ts';
import { promptOf } from './prompt-of.ts';
import type { Similarity } from './similarity.ts';

/** What is less alike than this is not alike. */
const LEAST_ALIKE = 0.5;
const MAX_PROMPTS = 20;
const EXCERPT_LENGTH = 400;

export interface SimilarPromptsSources {
  readonly similarity: Pick<Similarity, 'like'>;
  /** Null: there is no such span. */
  readonly readSpan: (of: { traceId: string; spanId: string }) => Promise<SpanDetail | null>;
}

/**
 * Recorded prompts that are like that of a span, or like a text, nearest first: those of its own org and workspace only.
 * @throws SignalboxError SPAN_NOT_FOUND
 */
export async function similarPrompts(
  question: LikeQuestion,
  { similarity, readSpan }: SimilarPromptsSources,
): Promise<LikeAnswer> {
  const asked = 'text' in question ? { ...question, traceId: null } : await askedOf(question, readSpan);
  if (asked.text === '') return { prompt: null, prompts: [] };
  const alike = await similarity.like(asked.text, asked, MAX_PROMPTS, asked.traceId);
  const near = alike.filter((each) => each.similarity >= LEAST_ALIKE);
  const prompts = await Promise.all(near.map((each) => withExcerpt(each, readSpan)));
  return { prompt: excerptOf(asked.text), prompts: prompts.filter((prompt) => prompt !== null) };
}

async function askedOf(
  of: { traceId: string; spanId: string },
  readSpan: SimilarPromptsSources['readSpan'],
): Promise<{ text: string; traceId: string } & PromptScope> {
  const detail = await readSpan(of);
  if (detail === null) throw new SignalboxError('SPAN_NOT_FOUND', of);
  const says = (key: string): string | null => {
    const value = detail.span.attributes[key];
    return typeof value === 'string' && value !== '' ? value : null;
  };
  return {
    text: promptIn(detail.conversation),
    traceId: of.traceId,
    org: says('signalbox.org'),
    workspace: says('signalbox.workspace'),
  };
}

/** Null: the span is gone. */
async function withExcerpt(
  alike: Alike,
  readSpan: SimilarPromptsSources['readSpan'],
): Promise<SimilarPrompt | null> {
  const detail = await readSpan(alike);
  if (detail === null) return null;
  const text = promptIn(detail.conversation);
  return {
    ...alike,
    excerpt: text === '' ? null : excerptOf(text),
    model: detail.span.facts.model,
    startUnixNano: detail.span.startTimeUnixNano,
  };
}

function promptIn(conversation: Conversation | null): string {
  const messages = conversation?.input ?? [];
  return promptOf(
    messages.map(({ role, parts }) => ({
      role,
      text: parts.flatMap((part) => (part.type === 'text' ? part.text : [])).join('\n'),
    })),
  );
}

function excerptOf(text: string): string {
  return text.length > EXCERPT_LENGTH ? `${text.slice(0, EXCERPT_LENGTH)}…` : text;
}
