import { useMemo, useState } from 'react';
import { spanShownFirst } from '../features/traces/detail/span-shown-first.ts';
import { TraceSummaryBar } from '../features/traces/detail/trace-summary-bar.tsx';
import { usePanelWidth } from '../features/traces/detail/use-panel-width.ts';
import { spanPlace } from '../features/traces/span/span-place.ts';
import { SpanSourceContext } from '../features/traces/span/span-source.ts';
import { SpanView } from '../features/traces/span/span-view.tsx';
import { displayText } from '../lib/display-text.ts';
import { formatAbsolute } from '../lib/format-time.ts';
import { BrandMark } from '../ui/brand-mark.tsx';
import { SplitHandle } from '../ui/split-handle.tsx';
import { rowOfSpan, Waterfall, type WaterfallSettings } from '../ui/waterfall/index.ts';
import type { EmbeddedTrace } from './embedded-trace.ts';
import { fileSpanSource } from './file-span-source.tsx';
import styles from './shared-trace.module.css';

const FIRST_SETTINGS: WaterfallSettings = {
  colourBy: 'service',
  grouping: 'many',
  onlyModelCalls: false,
  showCriticalPath: false,
};

/** One trace of a file: the same waterfall and panel as in the console. */
export function SharedTrace({ trace }: { trace: EmbeddedTrace }) {
  const { head, model } = trace;
  const { summary } = model.outline;
  const [selected, setSelected] = useState(() => spanOfAddress(trace) ?? spanShownFirst(model));
  const [settings, setSettings] = useState(FIRST_SETTINGS);
  const [tab, setTab] = useState<string | null>(null);
  const { width, setWidth, min, max } = usePanelWidth();
  const source = useMemo(() => fileSpanSource(trace, setSelected), [trace]);
  const place = useMemo(() => (selected === null ? null : spanPlace(model, selected)), [model, selected]);
  const name = displayText(summary.name, 160);
  return (
    <SpanSourceContext value={source}>
      <main className={styles.page}>
        <header className={styles.header}>
          <BrandMark size={22} />
          <h1 className={styles.title}>{name === '' ? 'Unnamed trace' : name}</h1>
          <code className={styles.quiet}>{head.traceId}</code>
          <span className={styles.push} />
          <span className={styles.quiet}>exported {formatAbsolute(head.exportedAt)} with Signalbox</span>
        </header>
        <TraceSummaryBar summary={summary} />
        <div className={styles.split}>
          <div className={styles.waterfall}>
            <Waterfall
              model={model}
              selectedSpan={selected}
              onSelect={setSelected}
              settings={settings}
              onSettings={(change) => setSettings((before) => ({ ...before, ...change }))}
              label={`Spans of ${displayText(summary.name, 100)}`}
            />
          </div>
          <SplitHandle
            label="Width of the span panel"
            size={width}
            min={min}
            max={max}
            side="after"
            onChange={setWidth}
            style={{ margin: '0 -3px' }}
          />
          <div className={styles.panel} style={{ width }}>
            {place !== null && (
              <SpanView place={place} traceId={head.traceId} preferredTab={tab} onTab={setTab} />
            )}
          </div>
        </div>
      </main>
    </SpanSourceContext>
  );
}

/** A span may be named behind the file's name: `trace.html#span=...`. */
function spanOfAddress({ model }: EmbeddedTrace): string | null {
  const spanId = /^#span=([0-9a-f]{16})$/.exec(window.location.hash)?.[1];
  return spanId !== undefined && rowOfSpan(model, spanId) !== null ? spanId : null;
}
