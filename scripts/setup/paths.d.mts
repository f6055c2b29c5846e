export const CHROMIUMS: readonly string[];
