export { readConversation } from './read-conversation.ts';
export { readFacts, readPriceHint, readServiceTier, readUsageDetails } from './read-facts.ts';
