export { loadTokenizer } from './count-tokens.ts';
