export { promptOf } from './prompt-of.ts';
export { similarPrompts } from './similar-prompts.ts';
export { Similarity } from './similarity.ts';
