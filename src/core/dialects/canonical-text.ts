import type { Part } from './canonical.ts';

/** What there is to read in the parts, for counting tokens: text, thought, calls and results; images count as nothing. */
export function canonicalText(parts: readonly Part[]): string {
  return parts
    .map((part) => {
      switch (part.type) {
        case 'text':
        case 'refusal':
        case 'reasoning':
          return part.text;
        case 'tool_call':
          return `${part.name}${part.arguments}`;
        case 'tool_result':
          return canonicalText(part.content);
        case 'image':
        case 'media':
          return '';
      }
    })
    .join('');
}
