/** Counts by number, most of them zero, in few bytes: pairs of variable-length integers, a step between numbers and a count. */
export function encodeCounts(sorted: Iterable<readonly [number: number, count: number]>): Buffer {
  const bytes: number[] = [];
  let previous = -1;
  for (const [number, count] of sorted) {
    if (count === 0) continue;
    pushInteger(bytes, number - previous);
    pushInteger(bytes, count);
    previous = number;
  }
  return Buffer.from(bytes);
}

export function decodeCounts(bytes: Uint8Array, take: (number: number, count: number) => void): void {
  let at = 0;
  let number = -1;
  const readInteger = (): number => {
    let value = 0;
    let scale = 1;
    for (;;) {
      const byte = bytes[at++];
      if (byte === undefined) throw new Error('Encoded counts are cut off.');
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
      scale *= 128;
    }
  };
  while (at < bytes.length) {
    number += readInteger();
    take(number, readInteger());
  }
}

function pushInteger(bytes: number[], value: number): void {
  let rest = value;
  while (rest >= 128) {
    bytes.push((rest % 128) | 0x80);
    rest = Math.floor(rest / 128);
  }
  bytes.push(rest);
}
