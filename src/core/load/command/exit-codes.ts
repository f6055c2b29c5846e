/** What the command ends with; the numbers are those that k6 uses for the same, so that CI scripts know them. */
export const EXIT = {
  ok: 0,
  /** A threshold did not hold. */
  thresholdsFailed: 99,
  /** Flags or plan cannot be used. */
  badConfig: 104,
  /** Stopped by a signal. */
  aborted: 105,
  /** The generator itself failed. */
  generatorFailed: 107,
  /** It ran, and not one call was answered well: there is nothing to judge. */
  nothingMeasured: 110,
} as const;
