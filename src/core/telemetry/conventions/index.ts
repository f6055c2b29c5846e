export { readConversation } from './read-conversation.ts';
export { readFacts, readPriceHint } from './read-facts.ts';
