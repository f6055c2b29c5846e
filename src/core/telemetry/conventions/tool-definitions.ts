import type { ToolDefinition } from '../../../shared/conversation.ts';
import { firstOf, recordOf, structured, textAt, type Json } from './json-value.ts';
import { structuredList } from './messages.ts';

/** Tool definitions as OpenAI, Anthropic, Bedrock, the GenAI conventions and the Vercel AI SDK write them. */
export function toolsFrom(value: Json | undefined): ToolDefinition[] {
  return structuredList(value).flatMap((item) => {
    const outer = recordOf(item);
    if (outer === null) return [];
    const held = firstOf(outer, 'function', 'toolSpec', 'json_schema', 'tool');
    const inner = recordOf(structured(held ?? null));
    // OpenInference: {tool: {json_schema: "<an OpenAI tool>"}}.
    if (inner !== null && textAt(inner, 'name') === null && textAt(outer, 'name') === null) {
      return toolsFrom([inner as Json]);
    }
    const tool = inner ?? outer;
    const name = textAt(tool, 'name') ?? textAt(outer, 'name');
    if (name === null) return [];
    const parameters = firstOf(tool, 'parameters', 'input_schema', 'inputSchema', 'json_schema');
    return [{ name, description: textAt(tool, 'description'), parameters: structured(parameters ?? null) }];
  });
}
