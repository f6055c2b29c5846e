import { useCallback, useId, useMemo, useRef, useState } from 'react';
import { DEFAULT_SCRAPE_MS, type Annotation } from '../../../../shared/dashboard/index.ts';
import { useConnectionStore } from '../../../lib/connection-store.ts';
import { formatClock } from '../../../lib/format-time.ts';
import { problemOf } from '../../../lib/problem.ts';
import { lengthOf } from '../../../lib/time-range.ts';
import { useElementSize } from '../../../ui/charts/use-element-size.ts';
import { csvOf, panelCsv, type CsvRows } from './data/panel-csv.ts';
import { askedQueries, panelRequest } from './data/panel-request.ts';
import { panelFrame } from './data/panel-series.ts';
import { problemLines } from './data/panel-state.ts';
import { PanelBody } from './panel-body.tsx';
import { PanelHeader } from './panel-header.tsx';
import { NO_SCOPE, type PanelViewProps } from './panel-props.ts';
import styles from './panel-view.module.css';
import { usePanelAnswers, type PanelAnswersState } from './use-panel-answers.ts';
import { useInSight } from './use-in-sight.ts';
import { usePanelFiles } from './use-panel-files.ts';
import { useScrapeMs } from './use-scrape-ms.ts';
import { CostView } from './views/cost-view.tsx';
import { TextView } from './views/text-view.tsx';
import { TracesView } from './views/traces-view.tsx';

export type { PanelViewProps } from './panel-props.ts';

const NO_ANNOTATIONS: readonly Annotation[] = [];

/** A panel of a dashboard, with its data. It asks for them while it can be seen, and fills what it stands in. */
export function PanelView(props: PanelViewProps) {
  const { panel, range, refreshMs, refreshes = 0, interpolate, actions = {}, isFullScreen = false } = props;
  const titleId = useId();
  const root = useRef<HTMLElement>(null);
  const [watch, isSeen] = useInSight();
  const inSight = isSeen || props.isPrinted === true;
  const [measure, size] = useElementSize();
  const width = size?.width ?? null;
  const attach = useCallback(
    (element: HTMLElement | null) => {
      root.current = element;
      return watch(element);
    },
    [watch],
  );
  const hasQueries = askedQueries(panel).length > 0;
  const source = interpolate(panel.source, NO_SCOPE, 'query');
  const scrapeMs = useScrapeMs(source, hasQueries && inSight);
  const asked = useMemo(
    () =>
      width === null || scrapeMs === null ? null : panelRequest(panel, range, width, scrapeMs, interpolate),
    [panel, range, width, scrapeMs, interpolate],
  );
  const request = useSteady(asked);
  const state = usePanelAnswers(request, { enabled: inSight, refreshMs, refreshes });
  const scope = useMemo(
    () => ({
      rangeMs: lengthOf(range),
      stepMs: request?.stepMs ?? DEFAULT_SCRAPE_MS,
      scrapeMs: scrapeMs ?? DEFAULT_SCRAPE_MS,
    }),
    [range, request?.stepMs, scrapeMs],
  );
  const fill = useCallback((text: string) => interpolate(text, scope, 'text'), [interpolate, scope]);
  const { answers } = state;
  const frame = useMemo(
    () => (answers === null ? null : panelFrame(panel, answers.results, fill)),
    [panel, answers, fill],
  );
  const title = fill(panel.title);
  const [rows, setRows] = useState<CsvRows | null>(null);
  const csv = frame !== null ? () => panelCsv(panel.type, frame) : rows !== null ? () => csvOf(rows) : null;
  const files = usePanelFiles(root, title, csv);
  const live = { title, range, refreshMs, refreshes, inSight, onRows: setRows };
  const { options } = panel;
  return (
    <section
      ref={attach}
      className={styles.panel}
      aria-labelledby={titleId}
      data-full-screen={isFullScreen}
      data-panel={panel.id}
      data-waiting={hasQueries && answers === null && state.error === null}
    >
      <PanelHeader
        id={titleId}
        title={title}
        description={fill(panel.description)}
        problem={
          frame === null || frame.series.length === 0
            ? null
            : problemLines(answers?.results ?? [], frame.more)
        }
        stale={useStaleness(state)}
        actions={actions}
        files={files}
        isFullScreen={isFullScreen}
        className={props.handleClassName}
      />
      <div ref={measure} className={styles.body}>
        {panel.type === 'text' && <TextView title={title} text={fill(options.markdown)} />}
        {panel.type === 'traces' && (
          <TracesView {...live} filter={interpolate(options.filter, scope, 'filter')} limit={options.limit} />
        )}
        {panel.type === 'cost' && <CostView {...live} by={options.costBy} limit={options.limit} />}
        {panel.type !== 'text' && panel.type !== 'traces' && panel.type !== 'cost' && (
          <PanelBody
            panel={panel}
            title={title}
            hasQueries={hasQueries}
            {...state}
            frame={frame}
            annotations={props.annotations ?? NO_ANNOTATIONS}
            crosshairGroup={props.crosshairGroup}
            onZoom={props.onZoom}
          />
        )}
      </div>
    </section>
  );
}

/** The same object as long as it says the same: a panel that grows by a pixel need not ask anew. */
function useSteady<T>(value: T): T {
  const text = JSON.stringify(value);
  // The text is all that the value is.
  return useMemo(() => JSON.parse(text) as T, [text]);
}

function useStaleness({ answers, error }: PanelAnswersState): string | null {
  const isLost = useConnectionStore(({ connection }) => connection.status === 'lost');
  if (answers === null || (error === null && !isLost)) return null;
  const why = isLost ? 'The connection to the engine was lost.' : problemOf(error).message;
  return `As of ${formatClock(answers.atMs)}. ${why}`;
}
