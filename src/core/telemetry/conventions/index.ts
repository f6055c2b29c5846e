export { readFacts, readPriceHint } from './read-facts.ts';
