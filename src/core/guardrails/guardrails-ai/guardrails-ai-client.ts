import { Agent, errors } from 'undici';
import { SignalboxError } from '../../../shared/errors.ts';
import { ServerCircuit } from './server-circuit.ts';
import { isValidationException, readVerdict, type GuardrailsAiVerdict } from './validation-answer.ts';

export interface GuardrailsAiServer {
  /** Where its API begins, such as `http://127.0.0.1:8000`. */
  readonly url: string;
  /** For one validation, from the connection to the last byte. */
  readonly timeLimitMs: number;
}

/** An answer repeats the text twice and quotes parts of it; more than that is not a Guardrails AI server's. */
const ANSWER_BYTES_PER_CHARACTER = 16;
const MIN_ANSWER_BYTES = 1024 * 1024;
const CONNECTIONS = 64;

const VALIDATION_EXCEPTION: GuardrailsAiVerdict = {
  passed: false,
  replacement: null,
  failures: [{ validator: 'validation_exception', places: 1 }],
};

/**
 * Asks Guardrails AI servers whether a text is valid: `POST /guards/{id}/validate` of guardrails-api 0.4. Only the text
 * is sent. Connections are kept for 4 s of silence (undici's default): the server's uvicorn closes them after 5 s.
 */
export class GuardrailsAiClient {
  readonly #agent = new Agent({ connections: CONNECTIONS, pipelining: 1 });
  readonly #circuits = new Map<string, ServerCircuit>();
  readonly #now: () => number;

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  /**
   * @throws SignalboxError GUARD_FAILED when the server cannot say; the signal's reason when it aborts
   */
  async validate(
    server: GuardrailsAiServer,
    guard: string,
    text: string,
    signal: AbortSignal,
  ): Promise<GuardrailsAiVerdict> {
    signal.throwIfAborted();
    const { origin, pathname } = new URL(server.url);
    const circuit = this.#circuit(origin);
    const wait = circuit.enter();
    if (wait > 0) throw failed(`its last calls failed; it is asked again in ${Math.ceil(wait / 1000)} s`);
    const path = `${pathname.replace(/\/$/, '')}/guards/${encodeURIComponent(guard)}/validate`;
    const timeout = AbortSignal.timeout(server.timeLimitMs);
    let answer: Answer;
    try {
      answer = await this.#post(origin, path, text, AbortSignal.any([signal, timeout]));
    } catch (error) {
      // Who waits has a time limit too: the server is at fault all the same.
      if (signal.aborted && !timeout.aborted) {
        circuit.abandoned();
        throw signal.reason;
      }
      circuit.failed();
      throw failed(timeout.aborted ? `it took longer than ${server.timeLimitMs} ms` : reasonOf(error), error);
    }
    if (answer.status >= 500) circuit.failed();
    else circuit.succeeded();
    return verdictOf(answer, guard, text);
  }

  /** Breaks off what is under way. */
  close(): Promise<void> {
    return this.#agent.destroy();
  }

  #circuit(origin: string): ServerCircuit {
    const known = this.#circuits.get(origin);
    if (known !== undefined) return known;
    const circuit = new ServerCircuit(this.#now);
    this.#circuits.set(origin, circuit);
    return circuit;
  }

  async #post(origin: string, path: string, text: string, signal: AbortSignal): Promise<Answer> {
    const { statusCode, body } = await this.#agent.request({
      origin,
      path,
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({ llm_output: text }),
      signal,
      // The signal limits the whole; undici's own limits are minutes.
      headersTimeout: 0,
      bodyTimeout: 0,
    });
    const limit = Math.max(MIN_ANSWER_BYTES, text.length * ANSWER_BYTES_PER_CHARACTER);
    const chunks: Buffer[] = [];
    let size = 0;
    // Leaving the loop destroys the body, and with it the connection.
    for await (const chunk of body as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > limit) throw new Error(`its answer is larger than ${limit} bytes`);
      chunks.push(chunk);
    }
    return { status: statusCode, text: Buffer.concat(chunks).toString('utf8') };
  }
}

interface Answer {
  readonly status: number;
  readonly text: string;
}

/** What an error's body says may quote the text, so its status alone is told. */
function verdictOf({ status, text: answer }: Answer, guard: string, text: string): GuardrailsAiVerdict {
  const body = tryJson(answer);
  if (status === 200) {
    const verdict = readVerdict(body, text);
    if (verdict === null) throw failed('its answer is not that of a Guardrails AI server');
    return verdict;
  }
  if (isValidationException(status, body)) return VALIDATION_EXCEPTION;
  if (status === 404) throw failed(`it has no guard '${guard}' (404); GET /guards lists the ids`);
  if (status === 422) throw failed('it did not understand the request (422): it may be older than 0.4');
  throw failed(`it answered ${status}`);
}

function tryJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'the connection was refused',
  ECONNRESET: 'the connection was reset',
  ENOTFOUND: 'its host name is not known',
  EAI_AGAIN: 'its host name could not be looked up',
  EHOSTUNREACH: 'its host cannot be reached',
  ENETUNREACH: 'its network cannot be reached',
  UND_ERR_CONNECT_TIMEOUT: 'the connection was not made in time',
  UND_ERR_SOCKET: 'the connection was closed',
};

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error instanceof errors.HTTPParserError) return 'it does not speak HTTP';
  const { code } = error as NodeJS.ErrnoException;
  return (code === undefined ? undefined : REASONS[code]) ?? error.message;
}

function failed(reason: string, cause?: unknown): SignalboxError {
  const details = { guard: 'guardrails_ai', reason: `the Guardrails AI server could not judge: ${reason}` };
  return new SignalboxError('GUARD_FAILED', details, cause === undefined ? undefined : { cause });
}
