import type { Tab } from '../../../ui/tabs.tsx';
import { isModelCall } from '../../../ui/waterfall/index.ts';
import type { SpanPlace } from '../span/span-place.ts';
import { SimilarPrompts } from './similar-prompts.tsx';

/** The tab of recorded prompts that are like that of a model call; null for any other span. */
export function similarPromptsTab(traceId: string, { outline }: SpanPlace): Tab<string> | null {
  if (!isModelCall(outline.operation)) return null;
  return {
    value: 'similar',
    label: 'Similar',
    content: <SimilarPrompts key={outline.spanId} traceId={traceId} spanId={outline.spanId} />,
  };
}
