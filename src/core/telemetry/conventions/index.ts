export { readConversation } from './read-conversation.ts';
export { readFacts, readPriceHint, readUsageDetails } from './read-facts.ts';
