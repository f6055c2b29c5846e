import { useDeferredValue, useMemo } from 'react';
import type { WaterfallModel } from '../../../ui/waterfall/index.ts';
import { useSpanLogsTab } from '../logs/use-span-logs-tab.tsx';
import { similarPromptsTab } from '../similar/similar-prompts-tab.tsx';
import { spanPlace } from './span-place.ts';
import { SpanSourceContext } from './span-source.ts';
import { SpanView, type SpanViewProps } from './span-view.tsx';
import { useEngineSpanSource } from './use-engine-span-source.tsx';

interface SpanPanelProps extends Omit<SpanViewProps, 'place' | 'moreTabs'> {
  readonly model: WaterfallModel;
  readonly spanId: string;
}

/** Everything about the selected span, as the engine has it. */
export function SpanPanel({ model, spanId, ...rest }: SpanPanelProps) {
  const place = useMemo(() => spanPlace(model, spanId), [model, spanId]);
  const source = useEngineSpanSource();
  const logsTab = useSpanLogsTab(rest.traceId, useDeferredValue(place), model);
  const moreTabs = [logsTab, similarPromptsTab(rest.traceId, place)].filter((tab) => tab !== null);
  return (
    <SpanSourceContext value={source}>
      <SpanView place={place} moreTabs={moreTabs} {...rest} />
    </SpanSourceContext>
  );
}
