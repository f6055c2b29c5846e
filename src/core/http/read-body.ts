import type { IncomingMessage } from 'node:http';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { SignalboxError } from '../../shared/errors.ts';

const gunzipAsync = promisify(gunzip);

/**
 * Reads a whole request body. A body that says or turns out to be larger than `limit` bytes is refused without being
 * kept; one that stops arriving is ended by the server's own request timeout.
 * @throws SignalboxError BODY_TOO_LARGE, REQUEST_TIMEOUT
 */
export async function readBody(request: IncomingMessage, limit: number): Promise<Buffer<ArrayBuffer>> {
  const announced = Number(request.headers['content-length'] ?? 0);
  if (announced > limit)
    throw new SignalboxError('BODY_TOO_LARGE', { limit, measured: `${announced} announced` });
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > limit)
      throw new SignalboxError('BODY_TOO_LARGE', { limit, measured: `over ${limit} received` });
    chunks.push(chunk);
  }
  // Always a copy into a buffer of its own, so that it can be handed over to a thread.
  const body = Buffer.from(new ArrayBuffer(size));
  let offset = 0;
  for (const chunk of chunks) offset += chunk.copy(body, offset);
  return body;
}

/**
 * Undoes a Content-Encoding off the main thread, with the limit holding after decompression too.
 * @throws SignalboxError CONTENT_ENCODING_UNSUPPORTED, CONTENT_ENCODING_BROKEN, BODY_TOO_LARGE
 */
export async function decodeBody(
  body: Buffer<ArrayBuffer>,
  encoding: string | undefined,
  limit: number,
): Promise<Buffer<ArrayBuffer>> {
  if (encoding === undefined || encoding === 'identity') return body;
  if (encoding !== 'gzip') throw new SignalboxError('CONTENT_ENCODING_UNSUPPORTED', { given: encoding });
  try {
    return ownBuffer(await gunzipAsync(body, { maxOutputLength: limit }));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ERR_BUFFER_TOO_LARGE') {
      throw new SignalboxError('BODY_TOO_LARGE', { limit, measured: 'after decompression' });
    }
    throw new SignalboxError('CONTENT_ENCODING_BROKEN', { reason: message }, { cause: error });
  }
}

/** A buffer that shares its memory with nothing else. */
function ownBuffer(buffer: Buffer): Buffer<ArrayBuffer> {
  if (buffer.buffer instanceof ArrayBuffer && buffer.byteLength === buffer.buffer.byteLength) {
    return Buffer.from(buffer.buffer);
  }
  const own = Buffer.from(new ArrayBuffer(buffer.length));
  buffer.copy(own);
  return own;
}
