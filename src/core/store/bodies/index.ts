export { BodyReader, bodyNumbersOf } from './body-reader.ts';
export { BodyTable } from './body-table.ts';
export { hasLongText, type StoredAttributes } from './stored-text.ts';
