import { malformed } from './decoded-groups.ts';
import type { StringCache } from './string-cache.ts';

const MAX_GROUP_DEPTH = 64;
const TRACE_ID_BYTES = 16;
const SPAN_ID_BYTES = 8;

/** Wire types, added to `field << 3` to make a tag. */
export const VARINT = 0;
export const FIXED64 = 1;
export const BYTES = 2;
const GROUP_START = 3;
const GROUP_END = 4;
export const FIXED32 = 5;

/**
 * Reads the protobuf wire format (https://protobuf.dev/programming-guides/encoding/) forward, without copying.
 * `end` is the end of the message being read: `enter` narrows it to a nested one, `leave` widens it again.
 * @throws SignalboxError OTLP_MALFORMED with the byte offset of what is wrong.
 */
export class ProtobufReader {
  position = 0;
  end: number;
  readonly #bytes: Buffer;
  readonly #view: DataView;
  readonly #strings: StringCache;
  #lastTraceId = '';
  #lastTraceIdAt = -1;

  constructor(body: Uint8Array, strings: StringCache) {
    this.#bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
    this.#view = new DataView(body.buffer, body.byteOffset, body.byteLength);
    this.#strings = strings;
    this.end = body.byteLength;
  }

  fail(reason: string, offset = this.position): never {
    throw malformed(`${reason} at byte ${offset}`);
  }

  /** Field number and wire type as one number: `(field << 3) | wireType`. */
  tag(): number {
    const start = this.position;
    const tag = this.uint32();
    if (tag >>> 3 === 0) this.fail('field number 0', start);
    return tag;
  }

  /** The low 32 bits of a varint, unsigned: for uint32 and enums. */
  uint32(): number {
    const byte = this.#bytes[this.position];
    if (byte !== undefined && byte < 0x80 && this.position < this.end) {
      this.position += 1;
      return byte;
    }
    return this.#varint().low;
  }

  bool(): boolean {
    const { low, high } = this.#varint();
    return low !== 0 || high !== 0;
  }

  /** A signed 64-bit varint: a number while that is exact, else a bigint. */
  int64(): number | bigint {
    const byte = this.#bytes[this.position];
    if (byte !== undefined && byte < 0x80 && this.position < this.end) {
      this.position += 1;
      return byte;
    }
    const { low, high } = this.#varint();
    const value = (high | 0) * 0x1_0000_0000 + low;
    return Number.isSafeInteger(value) ? value : (BigInt(high | 0) << 32n) | BigInt(low);
  }

  /** A zigzag varint of 32 bits. */
  sint32(): number {
    const zigzag = this.uint32();
    return (zigzag >>> 1) ^ -(zigzag & 1);
  }

  /** An unsigned 64-bit varint, rounded beyond 2^53: for counts. */
  uint64(): number {
    const { low, high } = this.#varint();
    return high * 0x1_0000_0000 + low;
  }

  #varint(): { low: number; high: number } {
    const start = this.position;
    let low = 0;
    let high = 0;
    for (let shift = 0; shift < 70; shift += 7) {
      if (this.position >= this.end) this.fail('truncated varint', start);
      const byte = this.#bytes[this.position] ?? 0;
      this.position += 1;
      const bits = byte & 0x7f;
      if (shift < 28) low |= bits << shift;
      else if (shift === 28) {
        low |= bits << 28;
        high = bits >>> 4;
      } else if (shift < 63) high |= bits << (shift - 32);
      else high |= (bits & 1) << 31;
      if (byte < 0x80) return { low: low >>> 0, high: high >>> 0 };
    }
    return this.fail('varint longer than 10 bytes', start);
  }

  fixed32(): number {
    const at = this.#take(4);
    return this.#view.getUint32(at, true);
  }

  fixed64(): bigint {
    const at = this.#take(8);
    return this.#view.getBigUint64(at, true);
  }

  /** A signed 64-bit integer, rounded beyond 2^53: for values that become doubles. */
  sfixed64(): number {
    const at = this.#take(8);
    return Number(this.#view.getBigInt64(at, true));
  }

  double(): number {
    const at = this.#take(8);
    return this.#view.getFloat64(at, true);
  }

  #take(size: number): number {
    const at = this.position;
    if (at + size > this.end) this.fail(`truncated ${size}-byte value`);
    this.position = at + size;
    return at;
  }

  /** Reads a length and returns where the value of that length ends. */
  #length(): number {
    const start = this.position;
    const byte = this.#bytes[start];
    let length = byte ?? 0;
    if (byte !== undefined && byte < 0x80 && start < this.end) {
      this.position += 1;
    } else {
      const varint = this.#varint();
      length = varint.high * 0x1_0000_0000 + varint.low;
    }
    const end = this.position + length;
    if (end > this.end) {
      this.fail(`a value of ${length} bytes where only ${this.end - this.position} are left`, start);
    }
    return end;
  }

  /** Enters a nested message; give what it returns to `leave`. */
  enter(): number {
    const outer = this.end;
    this.end = this.#length();
    return outer;
  }

  leave(outer: number): void {
    this.end = outer;
  }

  /** UTF-8 text; invalid sequences become U+FFFD, as losing one character is better than losing the export. */
  string(): string {
    const end = this.#length();
    const start = this.position;
    this.position = end;
    return this.#strings.get(this.#bytes, this.#view, start, end) ?? this.#bytes.toString('utf8', start, end);
  }

  /** 16 bytes in hex; `absent` when there are none, the empty string when there is another number of them. */
  traceId(absent: string): string {
    const end = this.#length();
    const start = this.position;
    this.position = end;
    if (end - start !== TRACE_ID_BYTES) return end === start ? absent : '';
    return this.#sameAsLastTraceId(start) ? this.#lastTraceId : this.#newTraceId(start);
  }

  /** The spans of a trace travel together: most trace ids are the one just read. */
  #sameAsLastTraceId(start: number): boolean {
    const last = this.#lastTraceIdAt;
    if (last < 0) return false;
    for (let i = 0; i < TRACE_ID_BYTES; i += 1) {
      if (this.#bytes[start + i] !== this.#bytes[last + i]) return false;
    }
    return true;
  }

  #newTraceId(start: number): string {
    this.#lastTraceId = this.#bytes.toString('hex', start, start + TRACE_ID_BYTES);
    this.#lastTraceIdAt = start;
    return this.#lastTraceId;
  }

  /** 8 bytes in hex; `absent` when there are none, the empty string when there is another number of them. */
  spanId<T extends string | null>(absent: T): string | T {
    const end = this.#length();
    const start = this.position;
    this.position = end;
    if (end - start !== SPAN_ID_BYTES) return end === start ? absent : '';
    return this.#bytes.toString('hex', start, end);
  }

  base64(): string {
    const end = this.#length();
    const start = this.position;
    this.position = end;
    return this.#bytes.toString('base64', start, end);
  }

  /** Skips the field whose tag was just read. `known` has a bit set for each field that the message defines. */
  skip(tag: number, message: string, known: number): void {
    const field = tag >>> 3;
    if (field < 32 && (known & (1 << field)) !== 0) {
      this.fail(`field ${field} of ${message} has the wire type ${tag & 7}`);
    }
    this.#skipValue(tag, 0);
  }

  #skipValue(tag: number, depth: number): void {
    switch (tag & 7) {
      case VARINT:
        this.#varint();
        return;
      case FIXED64:
        this.#take(8);
        return;
      case BYTES:
        this.position = this.#length();
        return;
      case GROUP_START:
        this.#skipGroup(tag >>> 3, depth + 1);
        return;
      case FIXED32:
        this.#take(4);
        return;
      case GROUP_END:
        return this.fail('an end of a group that did not begin');
      default:
        return this.fail(`unknown wire type ${tag & 7}`);
    }
  }

  #skipGroup(field: number, depth: number): void {
    if (depth > MAX_GROUP_DEPTH) this.fail(`groups nested deeper than ${MAX_GROUP_DEPTH}`);
    for (;;) {
      const tag = this.tag();
      if ((tag & 7) !== GROUP_END) {
        this.#skipValue(tag, depth);
      } else if (tag >>> 3 === field) {
        return;
      } else {
        this.fail(`group ${field} ended as group ${tag >>> 3}`);
      }
    }
  }
}
