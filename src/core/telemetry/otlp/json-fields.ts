import { malformed } from './decoded-groups.ts';

export type JsonObject = Readonly<Record<string, unknown>>;

const INTEGER = /^-?\d{1,20}$/;
const MIN_INT64 = -(2n ** 63n);
const MAX_INT64 = 2n ** 63n - 1n;
const MAX_UINT32 = 0xffff_ffff;
const BASE64 = /^[A-Za-z0-9+/_-]*={0,2}$/;

/**
 * Checked access to a parsed OTLP/JSON document (protobuf's JSON mapping; null is the same as absent).
 * @throws SignalboxError OTLP_MALFORMED with the JSON path, which is built only when something is wrong.
 */
export class JsonFields {
  /** True once a whole number too large to be exact was met: the text must then be parsed again, exactly. */
  sawInexactInteger = false;
  readonly #path: (string | number)[] = [];

  fail(expected: string): never {
    const path = this.#path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`)).join('');
    throw malformed(`${path.replace(/^\./, '') || 'the body'} is not ${expected}`);
  }

  object(value: unknown): JsonObject {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return this.fail('an object');
    return value as JsonObject;
  }

  /** Calls back for each element of the list `owner[key]`; an absent list is empty. */
  each(owner: JsonObject, key: string, visit: (element: JsonObject) => void): void {
    const list = owner[key];
    if (list === undefined || list === null) return;
    this.#path.push(key);
    if (!Array.isArray(list)) this.fail('an array');
    for (let i = 0; i < list.length; i += 1) {
      this.#path.push(i);
      visit(this.object(list[i]));
      this.#path.pop();
    }
    this.#path.pop();
  }

  /** Calls back with the object `owner[key]`, if it is there. */
  nested(owner: JsonObject, key: string, visit: (value: JsonObject) => void): void {
    const value = owner[key];
    if (value === undefined || value === null) return;
    this.#path.push(key);
    visit(this.object(value));
    this.#path.pop();
  }

  string(owner: JsonObject, key: string): string {
    const value = owner[key];
    if (value === undefined || value === null) return '';
    return typeof value === 'string' ? value : this.#failAt(key, 'a string');
  }

  /** An id in hex, made lower-case: null when it is absent, the empty string when it is not hex of that size. */
  identifier(owner: JsonObject, key: string, pattern: RegExp): string | null {
    const value = this.string(owner, key);
    if (value === '') return null;
    return pattern.test(value) ? value.toLowerCase() : '';
  }

  uint32(owner: JsonObject, key: string): number {
    const value = owner[key];
    if (value === undefined || value === null) return 0;
    const number = typeof value === 'string' && INTEGER.test(value) ? Number(value) : value;
    if (typeof number === 'number' && Number.isInteger(number) && number >= 0 && number <= MAX_UINT32) {
      return number;
    }
    return this.#failAt(key, 'an unsigned 32-bit integer');
  }

  /** An enum as its number or, leniently, its name. */
  enumeration(owner: JsonObject, key: string, names: readonly string[]): number {
    const value = owner[key];
    if (value === undefined || value === null) return 0;
    if (typeof value === 'number' && Number.isInteger(value)) return value;
    const index = typeof value === 'string' ? names.indexOf(value) : -1;
    return index >= 0 ? index : this.#failAt(key, `an integer or one of ${names.join(', ')}`);
  }

  /** Nanoseconds since 1970, an unsigned 64-bit integer as a string or a number. */
  time(owner: JsonObject, key: string): bigint {
    const value = owner[key];
    if (value === undefined || value === null) return 0n;
    const time = this.#bigint(value);
    if (time === null || time < 0n || time >= 2n ** 64n)
      return this.#failAt(key, 'an unsigned 64-bit integer');
    return time;
  }

  /** A signed 64-bit integer: a number while that is exact, else a bigint. */
  int64(owner: JsonObject, key: string): number | bigint {
    const value = owner[key];
    if (typeof value === 'number' && Number.isSafeInteger(value)) return value === 0 ? 0 : value;
    const integer = this.#bigint(value);
    if (integer === null || integer < MIN_INT64 || integer > MAX_INT64) {
      return this.#failAt(key, 'a signed 64-bit integer');
    }
    const number = Number(integer);
    return Number.isSafeInteger(number) ? number : integer;
  }

  #bigint(value: unknown): bigint | null {
    if (typeof value === 'string') return INTEGER.test(value) ? BigInt(value) : null;
    if (typeof value !== 'number' || !Number.isInteger(value)) return null;
    if (Number.isSafeInteger(value)) return BigInt(value);
    // Rounded, perhaps out of range by that: what it really is shows when the text is parsed again.
    this.sawInexactInteger = true;
    return 0n;
  }

  /** An unsigned 64-bit integer, rounded beyond 2^53: for counts. */
  count(owner: JsonObject, key: string): number {
    return Number(this.time(owner, key));
  }

  int32(owner: JsonObject, key: string): number {
    const value = owner[key];
    if (value === undefined || value === null) return 0;
    const number = typeof value === 'string' && INTEGER.test(value) ? Number(value) : value;
    if (typeof number === 'number' && Number.isInteger(number) && (number | 0) === number) return number;
    return this.#failAt(key, 'a signed 32-bit integer');
  }

  /** A list of unsigned 64-bit integers, rounded beyond 2^53. */
  counts(owner: JsonObject, key: string): number[] {
    return this.#list(owner, key, (holder) => this.count(holder, key));
  }

  doubles(owner: JsonObject, key: string): number[] {
    return this.#list(owner, key, (holder) => this.double(holder, key));
  }

  /** Reads each element of a list as if it stood at the list's own key. */
  #list(owner: JsonObject, key: string, read: (holder: JsonObject) => number): number[] {
    const list = owner[key];
    if (list === undefined || list === null) return [];
    if (!Array.isArray(list)) return this.#failAt(key, 'an array');
    return list.map((element: unknown) => read({ [key]: element }));
  }

  boolean(owner: JsonObject, key: string): boolean {
    const value = owner[key];
    return typeof value === 'boolean' ? value : this.#failAt(key, 'a boolean');
  }

  double(owner: JsonObject, key: string): number {
    const value = owner[key];
    if (typeof value === 'number') return value;
    if (value === 'NaN') return Number.NaN;
    const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : Number.NaN;
    return Number.isNaN(number) ? this.#failAt(key, 'a number') : number;
  }

  /** Base64, standard or URL-safe, in its standard spelling. */
  base64(owner: JsonObject, key: string): string {
    const value = owner[key];
    if (typeof value !== 'string' || !BASE64.test(value)) return this.#failAt(key, 'base64');
    return Buffer.from(value, 'base64').toString('base64');
  }

  #failAt(key: string, expected: string): never {
    this.#path.push(key);
    return this.fail(expected);
  }
}
