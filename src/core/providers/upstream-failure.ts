import { errors } from 'undici';
import { SignalboxError } from '../../shared/errors.ts';

export interface UpstreamTimeouts {
  connectMs: number;
  /** Until the head of the answer: the whole thinking time of a plain call. */
  firstByteMs: number;
  /** Between two pieces of a body. */
  idleMs: number;
}

/** Which of our errors a failure of the connection is. `started`: the head of the answer had arrived. */
export function upstreamFailure(
  provider: string,
  error: unknown,
  started: boolean,
  timeouts: UpstreamTimeouts,
): SignalboxError {
  if (error instanceof SignalboxError) return error;
  const options = { cause: error };
  if (error instanceof errors.HeadersTimeoutError) {
    return new SignalboxError(
      'PROVIDER_TIMEOUT',
      { provider, seconds: timeouts.firstByteMs / 1000 },
      options,
    );
  }
  if (error instanceof errors.BodyTimeoutError) {
    const details = { provider, seconds: timeouts.idleMs / 1000 };
    return new SignalboxError('PROVIDER_STREAM_STALLED', details, options);
  }
  const reason = reasonOf(error);
  if (error instanceof errors.HTTPParserError && !started) {
    return new SignalboxError('PROVIDER_ANSWER_MALFORMED', { provider, reason }, options);
  }
  return new SignalboxError(
    started ? 'PROVIDER_STREAM_CUT' : 'PROVIDER_UNREACHABLE',
    { provider, reason },
    options,
  );
}

const REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'the connection was refused.',
  ECONNRESET: 'the connection was reset.',
  ENOTFOUND: 'its host name is not known.',
  EAI_AGAIN: 'its host name could not be looked up.',
  EHOSTUNREACH: 'its host cannot be reached.',
  ENETUNREACH: 'its network cannot be reached.',
  UND_ERR_CONNECT_TIMEOUT: 'the connection was not made in time.',
  UND_ERR_SOCKET: 'the connection was closed.',
};

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = (error as NodeJS.ErrnoException).code;
  const known = code === undefined ? undefined : REASONS[code];
  if (known !== undefined) return known;
  return `${error.message}${code === undefined ? '' : ` (${code})`}.`;
}
