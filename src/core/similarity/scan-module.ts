/*
 * A WebAssembly module of one function, written out as bytes: the dot products of one vector with many, by 128-bit
 * instructions. In JavaScript the same takes ten times as long. The format: https://webassembly.github.io/spec/core/binary/
 */

/** Numbers in a vector; each is a signed byte. */
export const DIMENSIONS = 256;

/** Where the query lies: as 16-bit numbers, so that they need not be widened for each row. */
export const QUERY_AT = 0;
/** Where the sums are put, as 32-bit numbers, one a row. */
export const SUMS_AT = DIMENSIONS * 2;

const I32 = 0x7f;
const V128 = 0x7b;
const LANES = 8;

const LOCAL_GET = 0x20;
const LOCAL_SET = 0x21;
const LOCAL_TEE = 0x22;
const I32_CONST = 0x41;
const I32_ADD = 0x6a;
const SIMD = 0xfd;

/* Parameters and locals of the function. */
const ROW = 0;
const COUNT = 1;
const SUM_AT = 2;
const SUMS = 3;

/** `scan(firstRow, count)`: for each of `count` rows (at least one) the sum of its products with the query. */
export function scanModule(): Uint8Array<ArrayBuffer> {
  const body = [
    ...[2, 1, I32, 1, V128],
    ...[I32_CONST, ...signed(SUMS_AT), LOCAL_SET, SUM_AT],
    ...[0x03, 0x40],
    ...[SIMD, 0x0c, ...new Array<number>(16).fill(0), LOCAL_SET, SUMS],
    ...Array.from({ length: DIMENSIONS / LANES }, (_, step) => addProducts(step)).flat(),
    ...[LOCAL_GET, SUM_AT, ...addedLanes(), 0x36, 2, 0],
    ...[LOCAL_GET, SUM_AT, I32_CONST, 4, I32_ADD, LOCAL_SET, SUM_AT],
    ...[LOCAL_GET, ROW, I32_CONST, ...signed(DIMENSIONS), I32_ADD, LOCAL_SET, ROW],
    ...[LOCAL_GET, COUNT, I32_CONST, 0x7f, I32_ADD, LOCAL_TEE, COUNT],
    ...[0x0d, 0, 0x0b],
    0x0b,
  ];
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, [1, 0x60, 2, I32, I32, 0]),
    ...section(2, [1, ...text('env'), ...text('memory'), 0x02, 0x00, 1]),
    ...section(3, [1, 0]),
    ...section(7, [1, ...text('scan'), 0x00, 0]),
    ...section(10, [1, ...unsigned(body.length), ...body]),
  ]);
}

/** Eight bytes of the row, widened, times eight numbers of the query; neighbours are added up in four lanes. */
function addProducts(step: number): number[] {
  return [
    ...[LOCAL_GET, SUMS],
    ...[LOCAL_GET, ROW, SIMD, 0x01, 3, ...unsigned(step * LANES)],
    ...[I32_CONST, QUERY_AT, SIMD, 0x00, 4, ...unsigned(step * LANES * 2)],
    ...[SIMD, 0xba, 0x01],
    ...[SIMD, 0xae, 0x01, LOCAL_SET, SUMS],
  ];
}

function addedLanes(): number[] {
  const lane = (index: number): number[] => [LOCAL_GET, SUMS, SIMD, 0x1b, index];
  return [...lane(0), ...lane(1), I32_ADD, ...lane(2), I32_ADD, ...lane(3), I32_ADD];
}

function section(id: number, content: readonly number[]): number[] {
  return [id, ...unsigned(content.length), ...content];
}

function text(name: string): number[] {
  return [name.length, ...Buffer.from(name, 'latin1')];
}

/** LEB128. */
function unsigned(value: number): number[] {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...unsigned(value >>> 7)];
}

function signed(value: number): number[] {
  return value < 0x40 ? [value] : [(value & 0x7f) | 0x80, ...signed(value >>> 7)];
}
