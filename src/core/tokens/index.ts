export { countTokens, loadTokenizer } from './count-tokens.ts';
