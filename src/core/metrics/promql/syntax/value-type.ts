export const VALUE_TYPES = {
  scalar: 'scalar',
  string: 'string',
  vector: 'instant vector',
  matrix: 'range vector',
} as const;
export type ValueType = keyof typeof VALUE_TYPES;
