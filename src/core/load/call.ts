import type { Pool } from 'undici';
import type { ErrorKind } from '../../shared/load/index.ts';
import { EventLines } from './event-lines.ts';
import { CALL_NUMBER, type PreparedRequest } from './prepared-request.ts';
import { NO_USAGE, readError, readEvent, readUsage, type AnswerUsage } from './read-answer.ts';

export interface CallFailure {
  readonly kind: ErrorKind;
  readonly status: number | null;
  readonly code: string;
  readonly message: string;
}

/** What became of a call. Times are those of `performance.now()`. */
export interface CallOutcome {
  readonly sentMs: number;
  readonly endedMs: number;
  /** When the first piece of a stream came; null for other answers and for streams that brought none. */
  readonly firstPieceMs: number | null;
  /** Milliseconds from each piece of a stream to the next. */
  readonly gaps: readonly number[];
  readonly usage: AnswerUsage;
  /** Null: a whole and good answer. */
  readonly failure: CallFailure | null;
}

export interface CallOptions {
  readonly pool: Pool;
  readonly request: PreparedRequest;
  /** Sent with every request of the run. */
  readonly headers: Readonly<Record<string, string>>;
  /** Stands where the request says `{{n}}`. */
  readonly number: number;
  readonly timeoutMs: number;
  /** The calls under way: to abort one ends it early, and it then fails as a connection does. */
  readonly running: Set<AbortController>;
}

/** Answers are read to their end; of one that is no JSON and no stream only so much is kept. */
const MOST_KEPT = 4 * 2 ** 20;
const MOST_MESSAGE = 300;
const TIMED_OUT = Symbol('the time of a call is up');

/** Makes one call and reads its answer to the end. It never rejects: what goes wrong is its outcome. */
export async function call(options: CallOptions): Promise<CallOutcome> {
  const sentMs = performance.now();
  const reading = new Reading(options.request);
  const ending = new AbortController();
  const timer = setTimeout(() => ending.abort(TIMED_OUT), options.timeoutMs);
  options.running.add(ending);
  let failure: CallFailure | null;
  try {
    failure = await readWhole(options, ending.signal, reading);
  } catch (error) {
    failure = failureOf(error, ending.signal.reason === TIMED_OUT ? options.timeoutMs : null, reading);
  } finally {
    clearTimeout(timer);
    options.running.delete(ending);
  }
  const { firstPieceMs, gaps, usage } = reading;
  return { sentMs, endedMs: performance.now(), firstPieceMs, gaps, usage, failure };
}

async function readWhole(
  { pool, request, headers, number }: CallOptions,
  signal: AbortSignal,
  reading: Reading,
): Promise<CallFailure | null> {
  const { method, path, body } = request;
  const answer = await pool.request({
    method,
    path: path.replaceAll(CALL_NUMBER, String(number)),
    headers: { ...headers, ...request.headers },
    body: body === null ? null : body.replaceAll(CALL_NUMBER, String(number)),
    signal,
  });
  const status = answer.statusCode;
  const isStream = String(answer.headers['content-type'] ?? '').startsWith('text/event-stream');
  for await (const chunk of answer.body as AsyncIterable<Uint8Array>) reading.take(chunk, isStream);
  return status >= 400 ? reading.refused(status) : reading.finish(status, isStream);
}

/** The parts of an answer as they come in. */
class Reading {
  firstPieceMs: number | null = null;
  gaps: number[] = [];
  usage: AnswerUsage = NO_USAGE;
  readonly #request: PreparedRequest;
  readonly #lines = new EventLines();
  readonly #kept: Uint8Array[] = [];
  #keptBytes = 0;
  #lastPieceMs = 0;
  #hasEnd = false;
  hasBegunStream = false;
  #broken: { kind: ErrorKind; code: string; message: string } | null = null;

  constructor(request: PreparedRequest) {
    this.#request = request;
  }

  take(chunk: Uint8Array, isStream: boolean): void {
    if (isStream) {
      this.hasBegunStream = true;
      for (const data of this.#lines.read(chunk)) this.#event(data);
    } else if (this.#keptBytes < MOST_KEPT) {
      this.#kept.push(chunk);
      this.#keptBytes += chunk.length;
    }
  }

  refused(status: number): CallFailure {
    const text = Buffer.concat(this.#kept).toString('utf8');
    const told = readError(text) ?? { code: `HTTP ${status}`, message: text.slice(0, MOST_MESSAGE) };
    return { kind: 'status', status, ...told };
  }

  finish(status: number, isStream: boolean): CallFailure | null {
    const { reads, stream } = this.#request;
    if (this.#broken !== null) return { status, ...this.#broken };
    if (reads === 'nothing') return null;
    if (stream && !isStream)
      return malformed(status, 'NOT_A_STREAM', 'A stream was asked for; the answer is none.');
    if (isStream) return this.#hasEnd ? null : cut(status, 'The stream ended before its end marker.');
    const usage = readUsage(Buffer.concat(this.#kept).toString('utf8'));
    if (usage === null) return malformed(status, 'NOT_JSON', 'The answer is no JSON.');
    this.usage = usage;
    return null;
  }

  #event(data: string): void {
    const event = readEvent(data, this.#request.reads, (found) => {
      this.usage = { input: found.input ?? this.usage.input, output: found.output ?? this.usage.output };
    });
    if (event.kind === 'piece') this.#piece();
    if (event.kind === 'end') this.#hasEnd = true;
    if (event.kind === 'error')
      this.#broken ??= { kind: 'stream_error', code: event.code, message: event.message };
    if (event.kind === 'malformed')
      this.#broken ??= { kind: 'malformed', code: 'NOT_JSON', message: 'An event of the stream is no JSON.' };
  }

  #piece(): void {
    const now = performance.now();
    if (this.firstPieceMs === null) this.firstPieceMs = now;
    else this.gaps.push(now - this.#lastPieceMs);
    this.#lastPieceMs = now;
  }
}

function malformed(status: number, code: string, message: string): CallFailure {
  return { kind: 'malformed', status, code, message };
}

function cut(status: number | null, message: string): CallFailure {
  return { kind: 'cut_stream', status, code: 'CUT', message };
}

/** @param timedOutMs the time that was up; null: it was not that */
function failureOf(error: unknown, timedOutMs: number | null, { hasBegunStream }: Reading): CallFailure {
  if (timedOutMs !== null)
    return { kind: 'timeout', status: null, code: 'TIMEOUT', message: `Not whole within ${timedOutMs} ms.` };
  const message = (error instanceof Error ? error.message : String(error)).slice(0, MOST_MESSAGE);
  if (hasBegunStream) return cut(null, message);
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'ERROR';
  return { kind: 'connection', status: null, code, message };
}
