import { emptyNetwork, HEADS, type Network } from './network.ts';
import { BUCKETS } from './features.ts';

const MAGIC = 'SBAD';
const VERSION = 2;
const CALIBRATED = ['harmful', 'attack'] as const;
const CALIBRATION_NUMBERS = 3;
const HEADER_BYTES = 16;

/** How the highest logit of a sign over the passages of a text becomes a probability: 1 / (1 + exp(-(slope * logit + offset + perLog * ln(passages)))). */
export interface Calibration {
  readonly slope: number;
  readonly offset: number;
  /** Negative: among many passages one is high by chance. */
  readonly perLog: number;
}

/** Injection and jailbreak have none: they share what `attack` says. */
export type Calibrations = Readonly<Record<(typeof CALIBRATED)[number], Calibration>>;

export interface AbuseModel {
  readonly network: Network;
  readonly calibrations: Calibrations;
}

/**
 * The file, little-endian: `SBAD`, version, number of hidden units, step of the feature weights (32 bits each, the last a
 * float); calibrations of `harmful` and `attack`, bias, the network's weights (32-bit floats); the feature weights, a byte each.
 * @throws Error when the bytes are no such file
 */
export function readModel(file: Uint8Array): AbuseModel {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const magic = String.fromCharCode(...file.subarray(0, 4));
  if (magic !== MAGIC || view.getUint32(4, true) !== VERSION)
    throw new Error('The model has another format.');
  const network = emptyNetwork(view.getUint32(8, true));
  const step = view.getFloat32(12, true);
  let at = HEADER_BYTES;
  const fill = (numbers: Float32Array): Float32Array => {
    for (let index = 0; index < numbers.length; index += 1, at += 4)
      numbers[index] = view.getFloat32(at, true);
    return numbers;
  };
  const calibration = (): Calibration => {
    const [slope = 1, offset = 0, perLog = 0] = fill(new Float32Array(CALIBRATION_NUMBERS));
    return { slope, offset, perLog };
  };
  const [harmful, attack] = [calibration(), calibration()];
  [network.bias, network.hiddenBias, network.outputs, network.meaning].forEach(fill);
  if (file.length !== at + BUCKETS * HEADS.length) throw new Error('The model is cut off.');
  const features = new Int8Array(file.subarray(at));
  return { network: { ...network, features, step }, calibrations: { harmful, attack } };
}

/** Writes what `readModel` reads. Feature weights are rounded to 255 steps between the largest and its negative. */
export function writeModel({ network, calibrations }: AbuseModel): Uint8Array {
  const { hidden, bias, hiddenBias, outputs, meaning, features } = network;
  let largest = 1e-9;
  for (const weight of features) largest = Math.max(largest, Math.abs(weight) * network.step);
  const step = Math.fround(largest / 127);
  const floats = CALIBRATED.flatMap((sign) => {
    const { slope, offset, perLog } = calibrations[sign];
    return [slope, offset, perLog];
  });
  for (const numbers of [bias, hiddenBias, outputs, meaning]) floats.push(...numbers);
  const file = Buffer.alloc(HEADER_BYTES + floats.length * 4 + features.length);
  file.write(MAGIC, 'latin1');
  file.writeUInt32LE(VERSION, 4);
  file.writeUInt32LE(hidden, 8);
  file.writeFloatLE(step, 12);
  floats.forEach((value, index) => file.writeFloatLE(value, HEADER_BYTES + index * 4));
  const at = HEADER_BYTES + floats.length * 4;
  features.forEach((weight, index) => file.writeInt8(Math.round((weight * network.step) / step), at + index));
  return file;
}
