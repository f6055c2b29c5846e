export { JsonTree } from './json-tree.tsx';
export { isStructured, structureOf, textOf, type JsonValue } from './json-value.ts';
