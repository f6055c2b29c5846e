import type { AnswerEvent } from '../canonical.ts';
import type { AnswerContext } from '../ingress.ts';
import { writeEncrypted } from './encrypted-content.ts';
import { itemId, textContent, type MessageContent, type OutputItem } from './response-object.ts';

type PartEvent = Extract<AnswerEvent, { readonly part: number }>;
type Emit = (type: string, rest: object) => void;
type Item<T extends OutputItem['type']> = Extract<OutputItem, { type: T }>;

interface Place {
  readonly index: number;
  readonly item: OutputItem;
  /** Which content of a message. */
  readonly content: number;
}

/** Writes the items of a streamed answer: each is added, grows, and is done. */
export class ItemWriter {
  readonly items: OutputItem[] = [];
  readonly #context: AnswerContext;
  readonly #emit: Emit;
  /** Where the parts of the answer went. */
  readonly #places = new Map<number, Place>();
  readonly #open = new Set<number>();

  constructor(context: AnswerContext, emit: Emit) {
    this.#context = context;
    this.#emit = emit;
  }

  write(event: PartEvent): void {
    const place = this.#places.get(event.part) ?? this.#begin(event);
    if (place === null) return;
    const { index, item, content } = place;
    const at = { item_id: item.id, output_index: index };
    if (item.type === 'message') this.#growMessage(item, content, event, at);
    else if (item.type === 'reasoning') this.#growReasoning(item, event, at);
    else if (event.type === 'arguments') {
      item.arguments += event.json;
      this.#emit('response.function_call_arguments.delta', { ...at, delta: event.json });
    }
  }

  closeAll(): void {
    for (const index of [...this.#open].sort((a, b) => a - b)) this.#close(index);
  }

  #begin(event: PartEvent): Place | null {
    const last = this.items.at(-1);
    const isContent = event.type === 'text' || event.type === 'refusal';
    if (isContent && last?.type === 'message' && this.#open.has(this.items.length - 1)) {
      return this.#addContent(last, event);
    }
    // Arguments of parallel calls may come by turns; everything else is over when the next begins.
    for (const index of this.#open) {
      if (this.items[index]?.type !== 'function_call') this.#close(index);
    }
    const item = this.#newItem(event);
    if (item === null) return null;
    const index = this.items.push(item) - 1;
    this.#open.add(index);
    this.#emit('response.output_item.added', { output_index: index, item });
    if (item.type === 'message' && isContent) return this.#addContent(item, event);
    const place = { index, item, content: 0 };
    this.#places.set(event.part, place);
    return place;
  }

  #newItem(event: PartEvent): OutputItem | null {
    const index = this.items.length;
    switch (event.type) {
      case 'text':
      case 'refusal': {
        const id = itemId('msg', this.#context, index);
        return { type: 'message', id, role: 'assistant', status: 'in_progress', content: [] };
      }
      case 'reasoning':
        return { type: 'reasoning', id: itemId('rs', this.#context, index), summary: [] };
      case 'tool_call': {
        const id = itemId('fc', this.#context, index);
        const { id: call_id, name } = event;
        return { type: 'function_call', id, call_id, name, arguments: '', status: 'in_progress' };
      }
      case 'arguments':
        return null;
    }
  }

  #addContent(item: Item<'message'>, event: PartEvent): Place {
    const part: MessageContent =
      event.type === 'refusal' ? { type: 'refusal', refusal: '' } : textContent('');
    const content = item.content.push(part) - 1;
    const place = { index: this.items.indexOf(item), item, content };
    this.#places.set(event.part, place);
    const at = { item_id: item.id, output_index: place.index, content_index: content };
    this.#emit('response.content_part.added', { ...at, part });
    return place;
  }

  #growMessage(item: Item<'message'>, content: number, event: PartEvent, at: object): void {
    const part = item.content[content];
    if (part === undefined || !('text' in event)) return;
    const where = { ...at, content_index: content };
    if (part.type === 'output_text') {
      part.text += event.text;
      this.#emit('response.output_text.delta', { ...where, delta: event.text, logprobs: [] });
    } else {
      part.refusal += event.text;
      this.#emit('response.refusal.delta', { ...where, delta: event.text });
    }
  }

  #growReasoning(item: Item<'reasoning'>, event: PartEvent, at: object): void {
    if (event.type !== 'reasoning') return;
    const encrypted = writeEncrypted(event);
    if (encrypted !== null) item.encrypted_content = (item.encrypted_content ?? '') + encrypted;
    if (event.text === '') return;
    const where = { ...at, summary_index: 0 };
    let [summary] = item.summary;
    if (summary === undefined) {
      summary = { type: 'summary_text', text: '' };
      item.summary.push(summary);
      this.#emit('response.reasoning_summary_part.added', { ...where, part: summary });
    }
    summary.text += event.text;
    this.#emit('response.reasoning_summary_text.delta', { ...where, delta: event.text });
  }

  #close(index: number): void {
    const item = this.items[index];
    this.#open.delete(index);
    if (item === undefined) return;
    const at = { item_id: item.id, output_index: index };
    if (item.type === 'message') item.content.forEach((part, place) => this.#closeContent(part, place, at));
    if (item.type === 'reasoning') {
      item.summary.forEach((part, place) => {
        const where = { ...at, summary_index: place };
        this.#emit('response.reasoning_summary_text.done', { ...where, text: part.text });
        this.#emit('response.reasoning_summary_part.done', { ...where, part });
      });
    }
    if (item.type === 'function_call') {
      const { name, arguments: given } = item;
      this.#emit('response.function_call_arguments.done', { ...at, name, arguments: given });
    }
    if (item.type !== 'reasoning') item.status = 'completed';
    this.#emit('response.output_item.done', { output_index: index, item });
  }

  #closeContent(part: MessageContent, place: number, at: object): void {
    const where = { ...at, content_index: place };
    if (part.type === 'output_text') {
      this.#emit('response.output_text.done', { ...where, text: part.text, logprobs: [] });
    } else {
      this.#emit('response.refusal.done', { ...where, refusal: part.refusal });
    }
    this.#emit('response.content_part.done', { ...where, part });
  }
}
