import { LABEL_BYTES } from './prompt-ring.ts';

/** The label of a recorded prompt. */
export function spanLabel(traceId: string, spanId: string): Uint8Array {
  return Buffer.from(traceId.padStart(32, '0') + spanId.padStart(16, '0'), 'hex');
}

export function spanOfLabel(label: Uint8Array): { traceId: string; spanId: string } {
  const hex = Buffer.from(label).toString('hex');
  return { traceId: hex.slice(0, 32), spanId: hex.slice(32) };
}

/** The label of the nth entry of a list. */
export function entryLabel(index: number): Uint8Array {
  const label = Buffer.alloc(LABEL_BYTES);
  label.writeUInt32LE(index);
  return label;
}

export function entryOfLabel(label: Uint8Array): number {
  return Buffer.from(label.buffer, label.byteOffset, 4).readUInt32LE();
}
