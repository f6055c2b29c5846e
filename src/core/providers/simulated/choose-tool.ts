import type { ChatFields, ChatTool } from '../../dialects/index.ts';
import { keywords } from './subject.ts';

type FunctionTool = NonNullable<ChatTool['function']>;

/** The tool that fits the prompt best, as `tool_choice` allows; null when none may or should be called. */
export function chooseTool(fields: ChatFields, prompt: string): FunctionTool | null {
  const tools = (fields.tools ?? []).flatMap((tool) => (tool.function === undefined ? [] : [tool.function]));
  const choice = fields.tool_choice;
  if (tools.length === 0 || choice === 'none') return null;
  const forced = forcedName(choice);
  if (forced !== null) return tools.find(({ name }) => name === forced) ?? null;
  const words = new Set(keywords(prompt).map(stem));
  let best: FunctionTool | null = null;
  let bestScore = -1;
  for (const tool of tools) {
    const about = keywords(
      `${tool.name.replaceAll(/[_-]|(?<=[a-z])(?=[A-Z])/g, ' ')} ${tool.description ?? ''}`,
    );
    const score = about.filter((word) => words.has(stem(word))).length;
    if (score > bestScore) [best, bestScore] = [tool, score];
  }
  return best;
}

function forcedName(choice: unknown): string | null {
  if (typeof choice !== 'object' || choice === null) return null;
  const name = (choice as { function?: { name?: unknown } }).function?.name;
  return typeof name === 'string' ? name : null;
}

function stem(word: string): string {
  return word.replace(/(?:ing|ed|es|s)$/, '');
}
