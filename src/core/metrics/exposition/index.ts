export { EXPOSITION_TYPES, negotiateFormat, type ExpositionFormat } from './negotiate-format.ts';
export { writeExposition } from './write-exposition.ts';
