import type { UpstreamError } from '../dialects/canonical.ts';

/** An upstream answered with an error: the whole answer, so that it can be handed on when nothing else helps. */
export class UpstreamRefusal extends Error {
  override readonly name = 'UpstreamRefusal';
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** Null: it came as an event of a stream that nothing of had gone to the caller. */
  readonly body: Buffer | null;
  readonly error: UpstreamError;

  constructor(answer: Pick<UpstreamRefusal, 'status' | 'headers' | 'body' | 'error'>) {
    super(answer.error.message);
    this.status = answer.status;
    this.headers = answer.headers;
    this.body = answer.body;
    this.error = answer.error;
  }
}
