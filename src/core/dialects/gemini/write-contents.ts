import { SignalboxError } from '../../../shared/errors.ts';
import type { Message, Part } from '../canonical.ts';
import { record, tryJson } from '../json-fields.ts';
import { signLostCalls, toThoughtSignature } from './signature.ts';
import { isSince3 } from './thinking-config.ts';
import type { WireBlob, WireContent, WirePart, WireRequest } from './wire.ts';
import { writeImage } from './write-image.ts';

/** Writes the messages of a request as `contents` and `systemInstruction`. */
export class ContentsWriter {
  readonly #model: string;
  readonly #dropped: Set<string>;
  /** Results name their function; callers only give the id of the call. */
  readonly #names = new Map<string, string>();
  readonly #contents: WireContent[] = [];
  readonly #system: WirePart[] = [];

  constructor(model: string, dropped: Set<string>) {
    this.#model = model;
    this.#dropped = dropped;
  }

  /** @throws SignalboxError BODY_INVALID */
  write(messages: readonly Message[]): Pick<WireRequest, 'contents' | 'systemInstruction'> {
    messages.forEach((message, index) => this.#message(message, `messages[${index}]`));
    if (isSince3(this.#model)) {
      for (const { role, parts } of this.#contents) if (role === 'model') signLostCalls(parts);
    }
    // A conversation must have a turn; an instruction alone is one.
    if (this.#contents.length === 0) return { contents: [{ role: 'user', parts: this.#system }] };
    return {
      contents: this.#contents,
      ...(this.#system.length === 0 ? {} : { systemInstruction: { parts: this.#system } }),
    };
  }

  #message({ role, parts }: Message, at: string): void {
    const written = this.#parts(parts, at);
    if (written.length === 0) return;
    if (role === 'system') {
      this.#system.push(...written);
      return;
    }
    const turn: WireContent = { role: role === 'assistant' ? 'model' : 'user', parts: written };
    const previous = this.#contents.at(-1);
    if (previous !== undefined && isOneTurn(previous, turn)) previous.parts.push(...turn.parts);
    else this.#contents.push(turn);
  }

  #parts(parts: readonly Part[], at: string): WirePart[] {
    const written: WirePart[] = [];
    let signature: string | null = null;
    for (const part of parts) {
      if (part.type === 'reasoning') {
        signature = this.#signatureOf(part) ?? signature;
        continue;
      }
      const wire = this.#part(part, at);
      if (signature !== null) wire.thoughtSignature = signature;
      signature = null;
      written.push(wire);
    }
    if (signature !== null) written.push({ text: '', thoughtSignature: signature });
    return written;
  }

  /** Thoughts themselves are not sent back: their signature stands for them. */
  #signatureOf(part: Extract<Part, { type: 'reasoning' }>): string | null {
    const own = part.signature === null ? null : toThoughtSignature(part.signature);
    if (own === null) this.#dropped.add('messages.reasoning');
    return own;
  }

  #part(part: Exclude<Part, { type: 'reasoning' }>, at: string): WirePart {
    switch (part.type) {
      case 'text':
        if (part.cache !== undefined) this.#dropped.add('cacheControl');
        return { text: part.text };
      case 'refusal':
        return { text: part.text };
      case 'image':
        if ((part.detail ?? 'auto') !== 'auto') this.#dropped.add('messages.detail');
        return writeImage(part.source);
      case 'tool_call':
        this.#names.set(part.id, part.name);
        return {
          functionCall: { id: part.id, name: part.name, args: callArguments(part.arguments, at) },
        };
      case 'tool_result':
        return { functionResponse: this.#result(part, at) };
      case 'media':
        throw invalid(`${part.kind} cannot be sent to Gemini`, at);
    }
  }

  #result(
    part: Extract<Part, { type: 'tool_result' }>,
    at: string,
  ): NonNullable<WirePart['functionResponse']> {
    const name = this.#names.get(part.id);
    if (name === undefined) {
      throw invalid(`the tool result ${part.id} answers no tool call before it`, at);
    }
    const said: string[] = [];
    const images: { inlineData: WireBlob }[] = [];
    for (const content of part.content) {
      if (content.type === 'text' || content.type === 'refusal') said.push(content.text);
      const image = content.type === 'image' ? writeImage(content.source) : null;
      if (image?.inlineData !== undefined) images.push({ inlineData: image.inlineData });
      else if (image?.fileData !== undefined) said.push(image.fileData.fileUri);
    }
    const output = jsonOrText(said.join('\n'));
    const response = part.isError ? { error: output } : { output };
    return { id: part.id, name, response, ...(images.length === 0 ? {} : { parts: images }) };
  }
}

/** Results of parallel calls belong together in one turn, and so does all that the model said before an answer. */
function isOneTurn(previous: WireContent, next: WireContent): boolean {
  if (previous.role !== next.role) return false;
  return next.role === 'model' || [...previous.parts, ...next.parts].every(isResult);
}

function isResult({ functionResponse }: WirePart): boolean {
  return functionResponse !== undefined;
}

function callArguments(json: string, at: string): object {
  const given = record(json.trim() === '' ? {} : tryJson(json));
  if (given === null) throw invalid('the arguments of a tool call are no JSON object', at);
  return given;
}

function invalid(problem: string, param: string): SignalboxError {
  return new SignalboxError('BODY_INVALID', { reason: `${param}: ${problem}`, param });
}

/** A result that is JSON is given as such; the model reads it better. */
function jsonOrText(given: string): unknown {
  return /^\s*[[{]/.test(given) ? (tryJson(given) ?? given) : given;
}
