import { formatCompact, formatMicros, formatMoney } from '../../lib/format.ts';
import { displayText } from '../../lib/display-text.ts';
import styles from './span-tooltip.module.css';
import { shownRow, usageOf, type ShownRow } from './shown-row.ts';
import type { WaterfallView } from './use-waterfall-view.ts';

interface SpanTooltipProps {
  readonly view: WaterfallView;
  readonly row: number;
  /** The pointer, in the window. */
  readonly at: { x: number; y: number };
}

const WIDTH = 280;
const OFFSET = 14;

/** What is known about the row under the pointer, with the sums of all below it. */
export function SpanTooltip({ view, row, at }: SpanTooltipProps) {
  const shown = shownRow(view, row);
  const left = at.x + OFFSET + WIDTH > window.innerWidth ? at.x - OFFSET - WIDTH : at.x + OFFSET;
  const isLow = at.y > window.innerHeight * 0.65;
  const vertical = isLow ? { bottom: window.innerHeight - at.y + OFFSET } : { top: at.y + OFFSET };
  return (
    <div className={styles.tooltip} style={{ left, width: WIDTH, ...vertical }} aria-hidden="true">
      <div className={styles.name}>
        {displayText(shown.name, 300)}
        {shown.group !== null && ` × ${shown.group.members.toLocaleString()}`}
      </div>
      <div className={styles.service}>
        <span className={styles.dot} style={{ background: view.colours.of(row) }} />
        {displayText(shown.service, 100)}
      </div>
      <dl className={styles.facts}>
        <Durations shown={shown} />
        {shown.model !== null && <Fact name="Model" value={displayText(shown.model, 80)} />}
        <Usages view={view} shown={shown} />
        {shown.spansBelow > 0 && (
          <Fact
            name={shown.group === null ? 'Spans below' : 'Spans'}
            value={shown.spansBelow.toLocaleString()}
          />
        )}
        {shown.isError && <Fact name="Status" value="failed" isError />}
        {shown.errorsBelow > 0 && (
          <Fact
            name={shown.group === null ? 'Failed below' : 'Failed'}
            value={shown.errorsBelow.toLocaleString()}
            isError
          />
        )}
      </dl>
    </div>
  );
}

function Durations({ shown }: { shown: ShownRow }) {
  const { group, durationMicros, selfMicros, startMicros, spansBelow } = shown;
  return (
    <>
      {group === null ? (
        <Fact name="Duration" value={formatMicros(durationMicros)} />
      ) : (
        <>
          <Fact name="Durations together" value={formatMicros(group.totalMicros)} />
          <Fact name="Longest" value={formatMicros(group.worstMicros)} />
          <Fact name="From first to last" value={formatMicros(durationMicros)} />
        </>
      )}
      {spansBelow > 0 && <Fact name="Self" value={formatMicros(selfMicros)} />}
      <Fact name="Starts at" value={formatOffset(startMicros)} />
    </>
  );
}

function Usages({ view, shown }: { view: WaterfallView; shown: ShownRow }) {
  const usage = usageOf(view, shown.row, 'subtree');
  const scope = shown.group === null && shown.spansBelow > 0 ? ', subtree' : '';
  return (
    <>
      {usage.tokens !== null && (
        <Fact
          name={`Tokens${scope}`}
          value={`${formatCompact(usage.inputTokens)} in · ${formatCompact(usage.outputTokens)} out`}
        />
      )}
      {usage.costNanos !== null && <Fact name={`Cost${scope}`} value={formatMoney(usage.costNanos)} />}
    </>
  );
}

/** Before the origin lie only spans whose clock was wrong. */
function formatOffset(micros: number): string {
  return micros < 0 ? `−${formatMicros(-micros)}` : `+${formatMicros(micros)}`;
}

function Fact({ name, value, isError = false }: { name: string; value: string; isError?: boolean }) {
  return (
    <>
      <dt>{name}</dt>
      <dd className={isError ? styles.failed : undefined}>{value}</dd>
    </>
  );
}
