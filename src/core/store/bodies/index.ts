export { BodyReader, bodyNumbersOf, decodeBody, type EventJson } from './body-reader.ts';
export { BodyTable } from './body-table.ts';
export { MIN_BODY_LENGTH } from './split-text.ts';
export { hasLongText, type StoredAttributes } from './stored-text.ts';
