/** Of every random choice in training and measuring. */
export const SEED = 5;
