import { NO_USAGE, type TokenUsage } from '../../../shared/usage.ts';
import type { AnswerEvent, AnswerStreamWriter, FinishReason } from '../canonical.ts';
import type { AnswerContext, CallerError } from '../ingress.ts';
import { ItemWriter } from './item-writer.ts';
import type { ResponsesFields } from './request-schema.ts';
import { responseObject, type Ending } from './response-object.ts';

/** Writes a streamed answer as the named events of a response, numbered from 0. */
export class ResponseWriter implements AnswerStreamWriter {
  readonly #fields: ResponsesFields;
  readonly #context: AnswerContext;
  readonly #items: ItemWriter;
  #written: string[] = [];
  #sequence = 0;
  #model: string | null = null;
  #serviceTier: string | null = null;
  #finishReason: FinishReason | null = null;
  #usage: TokenUsage = NO_USAGE;
  #started = false;

  constructor(fields: ResponsesFields, context: AnswerContext) {
    this.#fields = fields;
    this.#context = context;
    this.#items = new ItemWriter(context, (type, rest) => this.#emit(type, rest));
  }

  write(event: AnswerEvent): Uint8Array | null {
    if (event.type === 'start') {
      this.#model = event.model;
      this.#serviceTier = event.serviceTier ?? null;
      this.#start();
    } else if (event.type === 'usage') {
      this.#usage = event.usage;
    } else if (event.type === 'finish') {
      if (event.choice === 0) this.#finishReason = event.reason;
    } else if (event.type !== 'error' && event.choice === 0) {
      this.#start();
      this.#items.write(event);
    }
    return this.#take();
  }

  end(): Uint8Array | null {
    this.#start();
    this.#items.closeAll();
    const response = this.#response(this.#ending(null));
    this.#emit(response.status === 'incomplete' ? 'response.incomplete' : 'response.completed', { response });
    return this.#take();
  }

  /** The end of an answer that failed after it began. `error` comes last: the SDK throws at it and reads no further. */
  fail({ code, message, param }: CallerError): Uint8Array {
    const error = { code: code ?? 'server_error', message };
    this.#emit('response.failed', { response: this.#response(this.#ending(error)) });
    this.#emit('error', { code, message, param });
    return this.#take() ?? new Uint8Array();
  }

  #start(): void {
    if (this.#started) return;
    this.#started = true;
    this.#emit('response.created', { response: this.#response(null) });
    this.#emit('response.in_progress', { response: this.#response(null) });
  }

  #ending(error: Ending['error']): Ending {
    return {
      finishReason: this.#finishReason,
      usage: this.#usage,
      serviceTier: this.#serviceTier,
      error,
    };
  }

  #response(ending: Ending | null): Record<string, unknown> {
    return responseObject(this.#fields, this.#context, this.#model, this.#items.items, ending);
  }

  #emit(type: string, rest: object): void {
    const data = { type, sequence_number: this.#sequence, ...rest };
    this.#sequence++;
    this.#written.push(`event: ${type}\ndata: ${JSON.stringify(data)}\n\n`);
  }

  #take(): Uint8Array | null {
    if (this.#written.length === 0) return null;
    const bytes = Buffer.from(this.#written.join(''));
    this.#written = [];
    return bytes;
  }
}
