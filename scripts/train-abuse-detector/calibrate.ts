import type { Calibration } from '../../src/core/guardrails/abuse/model-file.ts';

export interface Scored {
  readonly logit: number;
  readonly passages: number;
  /** 1: it is what the head looks for. */
  readonly target: number;
  readonly weight: number;
}

const ROUNDS = 2_000;
const RATE = 0.3;

/** Logistic regression on scores of texts that the model had not seen (Platt, 1999), by gradient descent. */
export function calibrate(scored: readonly Scored[]): Calibration {
  let [slope, offset, perLog] = [1, 0, 0];
  const total = scored.reduce((sum, { weight }) => sum + weight, 0);
  for (let round = 0; round < ROUNDS; round += 1) {
    let [bySlope, byOffset, byLog] = [0, 0, 0];
    for (const { logit, passages, target, weight } of scored) {
      const log = Math.log(passages);
      const error = weight * (1 / (1 + Math.exp(-(slope * logit + offset + perLog * log))) - target);
      bySlope += error * logit;
      byOffset += error;
      byLog += error * log;
    }
    slope -= (RATE * bySlope) / total;
    offset -= (RATE * byOffset) / total;
    perLog -= (RATE * byLog) / total;
  }
  return { slope: Math.max(0.05, slope), offset, perLog: Math.min(0, perLog) };
}
