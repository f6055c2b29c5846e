import type { IncomingMessage } from 'node:http';
import { SignalboxError } from '../../../shared/errors.ts';

export interface BodyLimits {
  maxBytes: number;
  timeoutMs: number;
}

/**
 * Reads a JSON request body whole.
 * @throws SignalboxError CONTENT_TYPE_UNSUPPORTED, CONTENT_ENCODING_UNSUPPORTED, BODY_TOO_LARGE, REQUEST_TIMEOUT
 */
export async function readRequestBody(request: IncomingMessage, limits: BodyLimits): Promise<Buffer> {
  requireJson(request);
  const announced = Number(request.headers['content-length'] ?? 0);
  if (announced > limits.maxBytes) throw tooLarge(limits, `${announced} announced`);
  return collect(request, limits);
}

function requireJson({ headers }: IncomingMessage): void {
  const type = headers['content-type'] ?? 'none';
  if (!/^application\/(?:[\w.-]+\+)?json\s*(?:;|$)/i.test(type)) {
    throw new SignalboxError('CONTENT_TYPE_UNSUPPORTED', { given: type, supported: 'application/json' });
  }
  const encoding = headers['content-encoding'] ?? 'identity';
  if (encoding !== 'identity') throw new SignalboxError('CONTENT_ENCODING_UNSUPPORTED', { given: encoding });
}

/** Events, not the async iterator: this is on the path of every call. */
function collect(request: IncomingMessage, limits: BodyLimits): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const timer = setTimeout(() => {
      settle();
      reject(new SignalboxError('REQUEST_TIMEOUT', { seconds: limits.timeoutMs / 1000 }));
    }, limits.timeoutMs);
    const onData = (chunk: Buffer) => {
      size += chunk.length;
      chunks.push(chunk);
      if (size <= limits.maxBytes) return;
      settle();
      reject(tooLarge(limits, `over ${limits.maxBytes} received`));
    };
    const onEnd = () => {
      settle();
      resolve(chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks, size));
    };
    const onClose = () => {
      settle();
      // The response learns in this turn of the loop that the caller hung up; that then is the reason.
      setImmediate(() => reject(new SignalboxError('BODY_NOT_JSON', { reason: 'it was cut off.' })));
    };
    const settle = () => {
      clearTimeout(timer);
      request.off('data', onData).off('end', onEnd).off('close', onClose);
    };
    request.on('data', onData).once('end', onEnd).once('close', onClose);
  });
}

function tooLarge({ maxBytes }: BodyLimits, measured: string): SignalboxError {
  return new SignalboxError('BODY_TOO_LARGE', { limit: maxBytes, measured });
}
