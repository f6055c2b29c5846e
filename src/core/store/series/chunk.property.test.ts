import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { columnsOf, readChunk } from './chunk-reader.ts';
import { ChunkWriter } from './chunk-writer.ts';

/** Values by their bits, so that each NaN counts as itself. */
const anyBits = fc.tuple(fc.integer(), fc.integer());
const numbers = fc
  .oneof(
    fc.double(),
    fc.integer(),
    fc.constantFrom(0, -0, Infinity, -Infinity, NaN, Number.MIN_VALUE, Number.MAX_VALUE),
  )
  .map((value) => {
    const [low, high] = new Int32Array(new Float64Array([value]).buffer);
    return [low ?? 0, high ?? 0] as [number, number];
  });
const staleMarker = fc.constant([2, 0x7ff00000] as [number, number]);
const step = fc.oneof(
  fc.constant(15_000),
  fc.integer({ min: 14_950, max: 15_050 }),
  fc.integer({ min: 1, max: 2 ** 31 }),
  fc.integer({ min: 1, max: 10_000_000 }),
);
const samples = fc.array(fc.tuple(step, fc.oneof(numbers, anyBits, staleMarker)), {
  minLength: 1,
  maxLength: 60,
});

describe('chunk', () => {
  it('gives back what was written, bit for bit, after each sample', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4e12 }), samples, (start, written) => {
        const writer = new ChunkWriter();
        const times: number[] = [];
        const bits: number[] = [];
        for (const [wait, [low, high]] of written) {
          times.push((times.at(-1) ?? start) + wait);
          bits.push(low, high);
          if ((times.at(-1) ?? 0) - (times[0] ?? 0) >= 2 ** 32) {
            times.pop();
            bits.splice(-2);
            break;
          }
          writer.append(times.at(-1) ?? 0, high, low);
        }
        const columns = columnsOf(new Float64Array(times.length + 2), new Float64Array(times.length + 2));
        expect(readChunk(writer.words().slice(), columns, 2)).toBe(times.length);
        expect([...columns.times.subarray(2)]).toEqual(times);
        expect([...columns.bits.subarray(4)]).toEqual(bits);
        expect(writer.lastTime).toBe(times.at(-1));
      }),
      { numRuns: 300 },
    );
  });

  it('takes two bits for a sample that changes nothing', () => {
    const writer = new ChunkWriter();
    for (let index = 0; index < 480; index += 1) writer.append(index * 15_000, 0x40000000, 0);
    expect(writer.words().byteLength).toBeLessThan(24 + 480 / 4 + 12);
  });
});
