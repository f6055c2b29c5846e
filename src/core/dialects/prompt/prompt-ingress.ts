import { z } from 'zod';
import { NOTHING_SAID, type ModelAnswer, type ModelRequest } from '../canonical.ts';
import { canonicalText } from '../canonical-text.ts';
import { atMost } from '../rewrite/edit-request.ts';
import type {
  AnswerContext,
  CallerError,
  IncomingRequest,
  IngressDialect,
  RequestFields,
} from '../ingress.ts';
import { invalidBody } from '../invalid-body.ts';
import { jsonBytes, parseBody } from '../json-body.ts';

/* Ours: what a script needs to ask one thing without an SDK. Unknown fields are refused, since nobody else reads them. */
const promptRequestSchema = z.strictObject({
  model: z.string().min(1),
  prompt: z.string().min(1),
  system: z.string().nullish(),
  maxTokens: z.number().int().min(1).nullish(),
  temperature: z.number().min(0).max(2).nullish(),
  user: z.string().nullish(),
  session: z.string().nullish(),
});
type PromptFields = z.infer<typeof promptRequestSchema>;

const promptFields: RequestFields = {
  parameters: { temperature: 'temperature' },
  capTokens: (body, tokens) => {
    body.maxTokens = atMost(body.maxTokens, tokens);
  },
  // A single prompt: what was answered is told in it.
  goOn: (body, answer, reply) => {
    body.prompt = `${String(body.prompt)}\n\nYou answered:\n${answer}\n\n${reply}`;
  },
};

/** `POST /api/ai/process`: one prompt in, one answer out, as every other call through limits, routes and costs. */
export const promptIngress: IngressDialect = {
  dialect: 'prompt',
  operation: 'chat',
  readRequest: (bytes) => new PromptRequest(bytes),
  fields: promptFields,
  fieldName: (canonical) => (canonical === 'maxOutputTokens' ? 'maxTokens' : canonical),
  writeAnswer: (answer, _request, context) => jsonBytes(writeAnswer(answer, context)),
  writeStream: neverStreamed,
  writeError: (error, requestId) => ({ status: error.status, body: jsonBytes(writeError(error, requestId)) }),
  writeErrorEvent: neverStreamed,
  ownHeaders: () => ({}),
};

class PromptRequest implements IncomingRequest {
  readonly bytes: Uint8Array;
  readonly stream = false;
  readonly wantsUsage = true;
  readonly #fields: PromptFields;

  constructor(bytes: Buffer) {
    const parsed = promptRequestSchema.safeParse(parseBody(bytes));
    if (!parsed.success) throw invalidBody(parsed.error, 'a prompt with a model');
    this.bytes = bytes;
    this.#fields = parsed.data;
  }

  get model(): string {
    return this.#fields.model;
  }

  get user(): string | null {
    return this.#fields.user ?? null;
  }

  get session(): string | null {
    return this.#fields.session ?? null;
  }

  canonical(): ModelRequest {
    const { model, prompt, system, maxTokens, temperature } = this.#fields;
    const said = (role: 'system' | 'user', text: string) =>
      ({ role, parts: [{ type: 'text', text }] }) as const;
    return {
      ...NOTHING_SAID,
      model,
      messages: [
        ...(system === null || system === undefined ? [] : [said('system', system)]),
        said('user', prompt),
      ],
      maxOutputTokens: maxTokens ?? null,
      temperature: temperature ?? null,
      user: this.user,
    };
  }

  /** No upstream speaks this dialect. */
  upstreamBytes(): Uint8Array {
    return this.bytes;
  }
}

function writeAnswer({ id, model, choices, usage }: ModelAnswer, context: AnswerContext): object {
  const [choice] = choices;
  const parts = choice?.parts.filter(({ type }) => type === 'text' || type === 'refusal') ?? [];
  return {
    id: id ?? context.requestId,
    model: model ?? context.model,
    answer: canonicalText(parts),
    finishReason: choice?.finishReason ?? null,
    usage: { inputTokens: usage.input, outputTokens: usage.output },
  };
}

function writeError({ code, message, param }: CallerError, requestId: string): object {
  return { error: { code, message, param, requestId } };
}

function neverStreamed(): never {
  throw new Error('Answers to a prompt are whole.');
}
