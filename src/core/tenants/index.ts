export { AccessGate } from './access-gate.ts';
export type { Admission } from './access-gate.ts';
export { KeyRegistry } from './key-registry.ts';
