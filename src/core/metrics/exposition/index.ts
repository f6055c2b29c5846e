export { EXPOSITION_TYPES, negotiateFormat } from './negotiate-format.ts';
export { writeExposition } from './write-exposition.ts';
