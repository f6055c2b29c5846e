import { Pool } from 'undici';
import { SignalboxError } from '../../shared/errors.ts';
import { tryJson, UPSTREAM_DIALECTS, type UpstreamDialect } from '../dialects/index.ts';
import { AnswerHandler } from './answer-handler.ts';
import { apiAddress, type ApiAddress } from './api-address.ts';
import type { Upstream, UpstreamAnswer, UpstreamCall } from './upstream.ts';
import { upstreamFailure, type UpstreamTimeouts } from './upstream-failure.ts';
import type { UpstreamSettings } from './upstream-source.ts';

export const DEFAULT_TIMEOUTS: UpstreamTimeouts = { connectMs: 10_000, firstByteMs: 300_000, idleMs: 60_000 };

const MAX_ERROR_BYTES = 1024 * 1024;

/** An API over HTTP, in the dialect that its settings name, with connections that are kept and used again. */
export class HttpUpstream implements Upstream {
  readonly provider: string;
  readonly simulated = false;
  readonly dialect: UpstreamDialect;
  readonly url: string;
  readonly address: { host: string; port: number };
  readonly settings: UpstreamSettings;
  readonly #pool: Pool;
  readonly #api: ApiAddress;
  readonly #timeouts: UpstreamTimeouts;

  constructor(settings: UpstreamSettings, timeouts: UpstreamTimeouts = DEFAULT_TIMEOUTS) {
    const dialect = UPSTREAM_DIALECTS[settings.dialect];
    const api = apiAddress(settings.baseUrl, dialect.version);
    const { origin, pathname, protocol, hostname, port } = api.url;
    this.dialect = dialect;
    this.provider = settings.name;
    this.settings = settings;
    this.url = `${origin}${pathname}`;
    this.address = { host: hostname, port: Number(port) || (protocol === 'https:' ? 443 : 80) };
    this.#api = api;
    this.#timeouts = timeouts;
    this.#pool = new Pool(origin, {
      // How many calls run at once is for the bulkhead of each target to say; here the others would wait unseen.
      connections: null,
      pipelining: 1,
      connect: { timeout: timeouts.connectMs },
    });
  }

  async call(call: UpstreamCall): Promise<UpstreamAnswer> {
    const { path, body, callerKey, signal, timeouts } = call;
    const headers = {
      ...this.#keyHeaders(this.settings.apiKey ?? callerKey),
      ...call.headers,
      'content-type': 'application/json',
    };
    const answer = await this.#send('POST', path, body, signal, headers, timeouts);
    return answer.status < 400 ? answer : await this.#withoutKey(answer);
  }

  /**
   * The ids of the models that the API lists.
   * @throws SignalboxError when it cannot be reached or answers something else
   */
  async listModels(signal: AbortSignal): Promise<string[]> {
    const { dialect, settings } = this;
    if (this.#api.deployment !== null) return [this.#api.deployment];
    const { modelsPath } = dialect;
    const answer = await this.#send('GET', modelsPath, null, signal, dialect.headers(settings.apiKey));
    const text = await readText(answer.body, 16 * MAX_ERROR_BYTES);
    const listed = answer.status === 200 ? dialect.readModels(tryJson(text)) : null;
    if (listed !== null) return listed;
    const reason = `GET ${modelsPath} answered ${answer.status} without a list of models.`;
    throw new SignalboxError('PROVIDER_ANSWER_MALFORMED', { provider: this.provider, reason });
  }

  /** Lets running calls finish. */
  close(): Promise<void> {
    return this.#pool.close();
  }

  #keyHeaders(key: string | null): Record<string, string> {
    if (this.#api.deployment === null) return this.dialect.headers(key);
    return key === null ? {} : { 'api-key': key };
  }

  #send(
    method: 'GET' | 'POST',
    path: string,
    body: Uint8Array | null,
    signal: AbortSignal,
    headers: Record<string, string>,
    own?: UpstreamCall['timeouts'],
  ): Promise<UpstreamAnswer> {
    const timeouts: UpstreamTimeouts = {
      ...this.#timeouts,
      firstByteMs: own?.firstByteMs ?? this.#timeouts.firstByteMs,
      idleMs: own?.idleMs ?? this.#timeouts.idleMs,
    };
    return new Promise((resolve, reject) => {
      const failure = (error: Error, started: boolean) =>
        signal.aborted ? (signal.reason as Error) : upstreamFailure(this.provider, error, started, timeouts);
      const handler = new AnswerHandler(signal, resolve, reject, failure);
      this.#pool.dispatch(
        {
          method,
          path: `${this.#api.url.pathname}${path}${this.#api.query}`,
          headers,
          body,
          headersTimeout: timeouts.firstByteMs,
          bodyTimeout: timeouts.idleMs,
        },
        handler,
      );
    });
  }

  /** An error answer, read whole; some servers repeat the key that they refuse, so it is taken out. */
  async #withoutKey(answer: UpstreamAnswer): Promise<UpstreamAnswer> {
    const { apiKey } = this.settings;
    const text = await readText(answer.body, MAX_ERROR_BYTES);
    const safe = apiKey === null || apiKey === '' ? text : text.replaceAll(apiKey, '[key]');
    return { ...answer, body: single(Buffer.from(safe)) };
  }
}

/** Up to `limit` bytes of a body as text. */
async function readText(body: AsyncIterable<Uint8Array>, limit: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > limit) break;
  }
  return Buffer.concat(chunks).subarray(0, limit).toString('utf8');
}

async function* single(chunk: Uint8Array): AsyncGenerator<Uint8Array> {
  yield chunk;
}
