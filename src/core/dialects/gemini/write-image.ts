import type { ImageSource } from '../canonical.ts';
import type { WirePart } from './wire.ts';

const MIME_TYPES: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  webp: 'image/webp',
  gif: 'image/gif',
  heic: 'image/heic',
  heif: 'image/heif',
};

/** Bytes are sent along; an address is left to Gemini to fetch. */
export function writeImage(source: ImageSource): WirePart {
  if (source.type === 'base64') return { inlineData: { mimeType: source.mediaType, data: source.data } };
  const data = /^data:([^;,]+);base64,(.*)$/s.exec(source.url);
  if (data !== null) return { inlineData: { mimeType: data[1] ?? '', data: data[2] ?? '' } };
  const ending = /\.([a-z]{3,4})(?:[?#]|$)/i.exec(source.url)?.[1]?.toLowerCase() ?? '';
  const mimeType = MIME_TYPES[ending];
  return { fileData: { fileUri: source.url, ...(mimeType === undefined ? {} : { mimeType }) } };
}
