export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/** A picture of few bytes may still have more pixels than there is memory for. */
export const MOST_PIXELS = 40_000_000;

/** Base64 characters that hold the size in every format, but for JPEGs with very long metadata. */
const HEAD = 256 * 1024;

/** The size that the first bytes of a picture tell, before anything decodes it; null when they tell none. */
export function pictureSize(dataUrl: string): PictureSize | null {
  const from = dataUrl.indexOf(',') + 1;
  try {
    const head = atob(dataUrl.slice(from, from + HEAD));
    const bytes = new DataView(Uint8Array.from(head, (each) => each.charCodeAt(0)).buffer);
    return sizeOf(head, bytes);
  } catch (error) {
    if (error instanceof RangeError || error instanceof DOMException) return null;
    throw error;
  }
}

function sizeOf(head: string, bytes: DataView): PictureSize | null {
  if (head.startsWith('\x89PNG\r\n\x1a\n')) {
    return { width: bytes.getUint32(16), height: bytes.getUint32(20) };
  }
  if (head.startsWith('GIF8')) {
    return { width: bytes.getUint16(6, true), height: bytes.getUint16(8, true) };
  }
  if (head.startsWith('\xff\xd8')) return jpegSize(bytes);
  if (head.startsWith('RIFF') && head.startsWith('WEBP', 8)) return webpSize(head, bytes);
  return null;
}

/** From marker to marker until a start of frame, which is 0xC0 to 0xCF but for the three that are tables. */
function jpegSize(bytes: DataView): PictureSize | null {
  for (let at = 2; bytes.getUint8(at) === 0xff;) {
    const marker = bytes.getUint8(at + 1);
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) {
      return { height: bytes.getUint16(at + 5), width: bytes.getUint16(at + 7) };
    }
    at += 2 + bytes.getUint16(at + 2);
  }
  return null;
}

/** Lossy, lossless and extended WebP each tell it in their own way. */
function webpSize(head: string, bytes: DataView): PictureSize | null {
  switch (head.slice(12, 16)) {
    case 'VP8 ':
      return { width: bytes.getUint16(26, true) & 0x3fff, height: bytes.getUint16(28, true) & 0x3fff };
    case 'VP8L': {
      const bits = bytes.getUint32(21, true);
      return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
    }
    case 'VP8X': {
      const uint24 = (at: number) => bytes.getUint16(at, true) + (bytes.getUint8(at + 2) << 16);
      return { width: uint24(24) + 1, height: uint24(27) + 1 };
    }
    default:
      return null;
  }
}
